import type { Checklist } from './model.ts';

const MINUTE = 60_000;

/** Frees a number that is in use in WhatsApp or the WhatsApp Business app. */
export const deleteAppAccount: Checklist = {
  id: 'delete-app-account',
  subject: 'number',
  steps: [
    { id: 'number', kind: 'enter', field: 'number' },
    { id: 'consequences', kind: 'do' },
    { id: 'export', kind: 'do', opens: ['export-chats'] },
    { id: 'phone', kind: 'enter', field: 'choice', choices: ['android', 'iphone'] },
    { id: 'settings-android', kind: 'do', when: { step: 'phone', value: 'android' } },
    { id: 'settings-iphone', kind: 'do', when: { step: 'phone', value: 'iphone' } },
    { id: 'account', kind: 'do' },
    { id: 'delete', kind: 'do' },
    { id: 'type-number', kind: 'do' },
    { id: 'reason', kind: 'do' },
    { id: 'confirm', kind: 'do' },
    { id: 'three-minutes', kind: 'wait', lastsMs: 3 * MINUTE },
    { id: 'free', kind: 'do', opens: ['can-this-number-be-used'] },
  ],
};
