import type { Checklist } from './model.ts';

const keepsApp = { step: 'way', value: 'keep-app' };

/** What must be true before a number is connected, while nothing is broken yet.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users */
export const beforeYouConnect: Checklist = {
  id: 'before-you-connect',
  subject: 'workspace',
  steps: [
    { id: 'admin', kind: 'do', asks: true, page: 'people' },
    { id: 'way', kind: 'enter', field: 'choice', choices: ['keep-app', 'free-number'] },
    { id: 'app-version', kind: 'do', when: keepsApp },
    { id: 'partner', kind: 'do', asks: true, when: keepsApp, page: 'apps' },
    {
      id: 'free-number',
      kind: 'do',
      when: { step: 'way', value: 'free-number' },
      opens: ['can-this-number-be-used'],
    },
    { id: 'payment', kind: 'do', page: 'payments' },
    { id: 'linked-devices', kind: 'do', when: keepsApp },
    { id: 'keep-opening', kind: 'do', when: keepsApp },
  ],
};
