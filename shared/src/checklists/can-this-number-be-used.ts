import type { Checklist } from './model.ts';

/** Meta's conditions for a number.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
export const canThisNumberBeUsed: Checklist = {
  id: 'can-this-number-be-used',
  subject: 'number',
  steps: [
    { id: 'number', kind: 'enter', field: 'any-number' },
    { id: 'country', kind: 'check', check: 'number-country' },
    { id: 'short-code', kind: 'check', check: 'number-short-code' },
    { id: 'valid', kind: 'check', check: 'number-valid' },
    { id: 'kind', kind: 'check', check: 'number-kind' },
    { id: 'owned', kind: 'do', asks: true },
    { id: 'call-or-sms', kind: 'do', asks: true },
    { id: 'not-on-whatsapp', kind: 'do', asks: true, opens: ['delete-app-account'] },
    {
      id: 'business-app',
      kind: 'enter',
      field: 'choice',
      choices: ['not-in-use', 'keep-both', 'in-use'],
      wrong: ['in-use'],
      opens: ['delete-app-account'],
    },
    {
      id: 'not-known',
      kind: 'check',
      check: 'number-known',
      isPatient: true,
      untold: 'cannot-tell',
      opens: ['delete-from-business-account'],
    },
    {
      id: 'not-on-platform',
      kind: 'do',
      asks: true,
      opens: ['move-provider', 'delete-from-business-account'],
    },
  ],
};
