import type { Checklist } from './model.ts';

/** A number that works with another provider may be moved with its name and standing.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
export const moveProvider: Checklist = {
  id: 'move-provider',
  subject: 'number',
  steps: [
    { id: 'number', kind: 'enter', field: 'number' },
    { id: 'carries-over', kind: 'do' },
    { id: 'stays-behind', kind: 'do' },
    { id: 'ask', kind: 'do' },
    { id: 'name-approved', kind: 'do', asks: true, page: 'manager' },
    { id: 'account-ready', kind: 'do', asks: true, page: 'accounts' },
    { id: 'payment', kind: 'do', asks: true, page: 'payments' },
    { id: 'webhook', kind: 'check', check: 'challenge', opens: ['connect-webhook'] },
    { id: 'two-step', kind: 'do', asks: true },
    { id: 'move', kind: 'do', page: 'manager' },
    { id: 'add', kind: 'do', opens: ['add-widget'] },
  ],
};
