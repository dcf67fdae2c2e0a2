import type { Checklist } from './model.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ours = { step: 'whose', value: 'ours' };
const others = { step: 'whose', value: 'other' };

/** Frees a number that is in use on the WhatsApp Business platform. Meta lets nobody do it by machine,
 * and not within 30 days of a paid message.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
export const deleteFromBusinessAccount: Checklist = {
  id: 'delete-from-business-account',
  subject: 'number',
  steps: [
    { id: 'number', kind: 'enter', field: 'number' },
    { id: 'admin', kind: 'do', asks: true, page: 'people' },
    { id: 'whose', kind: 'enter', field: 'choice', choices: ['ours', 'other'] },
    {
      id: 'last-paid',
      kind: 'check',
      check: 'last-paid',
      untold: 'paid-unknown',
      page: 'manager',
      when: ours,
    },
    { id: 'last-paid-date', kind: 'enter', field: 'date', when: others, page: 'manager' },
    { id: 'thirty-days', kind: 'wait', lastsMs: 30 * DAY, after: 'last-paid-date', when: others },
    { id: 'business-settings', kind: 'do', page: 'accounts' },
    { id: 'accounts', kind: 'do' },
    { id: 'manager', kind: 'do' },
    { id: 'phone-numbers', kind: 'do' },
    { id: 'bin', kind: 'do' },
    { id: 'password', kind: 'do' },
    { id: 'five-minutes', kind: 'wait', lastsMs: 5 * MINUTE },
    { id: 'gone', kind: 'check', check: 'number-known', when: ours },
    { id: 'again', kind: 'do', opens: ['can-this-number-be-used'] },
  ],
};
