import type { Checklist } from './model.ts';

const onPhone = { step: 'phone', value: 'yes' };

/** Both sides, because people forget the second: here, and in the WhatsApp Business app on the phone.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users */
export const disconnect: Checklist = {
  id: 'disconnect',
  subject: 'widget',
  steps: [
    { id: 'widget', kind: 'enter', field: 'widget' },
    { id: 'configure', kind: 'do', act: 'configure' },
    { id: 'disconnect', kind: 'check', check: 'draft-here', act: 'disconnect' },
    { id: 'draft', kind: 'check', check: 'draft-here' },
    { id: 'unsubscribed', kind: 'check', check: 'unsubscribed', isPatient: true },
    { id: 'phone', kind: 'enter', field: 'choice', choices: ['yes', 'no'] },
    { id: 'open-app', kind: 'do', when: onPhone },
    { id: 'settings', kind: 'do', when: onPhone },
    { id: 'account', kind: 'do', when: onPhone },
    { id: 'platform', kind: 'do', when: onPhone },
    { id: 'connected', kind: 'do', when: onPhone },
    { id: 'disconnect-there', kind: 'do', when: onPhone },
    { id: 'next', kind: 'do', when: onPhone },
    { id: 'confirm', kind: 'do', when: onPhone },
    { id: 'disconnecting', kind: 'do', when: onPhone },
    { id: 'gone', kind: 'do', when: onPhone },
    { id: 'unlinked', kind: 'check', check: 'unlinked', isTold: true, when: onPhone },
  ],
};
