import type { Checklist } from './model.ts';

/** From an address that Meta can reach to the first real message, each step proved.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
export const connectWebhook: Checklist = {
  id: 'connect-webhook',
  subject: 'workspace',
  steps: [
    { id: 'with', kind: 'enter', field: 'choice', choices: ['real', 'practice'] },
    { id: 'public-address', kind: 'check', check: 'public-address' },
    { id: 'verify-token', kind: 'check', check: 'verify-token', act: 'secrets' },
    { id: 'callback', kind: 'do', act: 'webhook', page: 'apps' },
    { id: 'challenge', kind: 'check', check: 'challenge', isTold: true },
    { id: 'fields', kind: 'check', check: 'fields', act: 'subscribe-fields' },
    {
      id: 'widget',
      kind: 'enter',
      field: 'widget',
      opens: ['add-widget'],
      when: { step: 'with', value: 'real' },
    },
    { id: 'permissions', kind: 'check', check: 'permissions' },
    { id: 'account', kind: 'check', check: 'app-subscribed', act: 'subscribe-app' },
    { id: 'override', kind: 'check', check: 'override', act: 'set-override' },
    { id: 'signature', kind: 'check', check: 'signature', isTold: true },
    { id: 'first-delivery', kind: 'check', check: 'first-delivery', isTold: true },
  ],
};
