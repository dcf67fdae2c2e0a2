import type { Checklist } from './model.ts';

/** The same parts as when it was added, and the way out. */
export const configureWidget: Checklist = {
  id: 'configure-widget',
  subject: 'widget',
  steps: [
    { id: 'widget', kind: 'enter', field: 'widget' },
    { id: 'appearance', kind: 'enter', field: 'appearance' },
    { id: 'behaviour', kind: 'enter', field: 'behaviour' },
    { id: 'advanced', kind: 'do', act: 'configure', opens: ['disconnect'] },
  ],
};
