import type { Checklist } from './model.ts';

/** Links a number and makes a widget of it. The forms stand in the steps; left half-way, the widget is
 * a draft that waits. */
export const addWidget: Checklist = {
  id: 'add-widget',
  subject: 'workspace',
  steps: [
    { id: 'way', kind: 'enter', field: 'choice', choices: ['signup', 'token', 'practice'] },
    { id: 'signup', kind: 'enter', field: 'signup', when: { step: 'way', value: 'signup' } },
    { id: 'account', kind: 'enter', field: 'account', when: { step: 'way', value: 'token' } },
    { id: 'practice', kind: 'enter', field: 'practice', when: { step: 'way', value: 'practice' } },
    { id: 'state', kind: 'check', check: 'number-state', isPatient: true },
    {
      id: 'contacts',
      kind: 'check',
      check: 'contacts-synced',
      act: 'fetch-contacts',
      untold: 'sync-too-late',
      isPatient: true,
    },
    { id: 'appearance', kind: 'enter', field: 'appearance' },
    { id: 'behaviour', kind: 'enter', field: 'behaviour' },
    { id: 'advanced', kind: 'enter', field: 'advanced' },
    { id: 'review', kind: 'do', act: 'review' },
    { id: 'enable', kind: 'check', check: 'widget-enabled', act: 'enable' },
  ],
};
