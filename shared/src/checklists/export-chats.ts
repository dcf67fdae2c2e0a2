import type { Checklist } from './model.ts';

/** Chats die with the account: what is worth keeping is exported one by one, on the phone. */
export const exportChats: Checklist = {
  id: 'export-chats',
  subject: 'number',
  steps: [
    { id: 'number', kind: 'enter', field: 'number' },
    { id: 'choose', kind: 'do' },
    { id: 'phone', kind: 'enter', field: 'choice', choices: ['android', 'iphone'] },
    { id: 'open-chat', kind: 'do' },
    { id: 'export-android', kind: 'do', when: { step: 'phone', value: 'android' } },
    { id: 'export-iphone', kind: 'do', when: { step: 'phone', value: 'iphone' } },
    { id: 'media', kind: 'do' },
    { id: 'keep', kind: 'do' },
    { id: 'repeat', kind: 'do' },
    { id: 'look', kind: 'do' },
  ],
};
