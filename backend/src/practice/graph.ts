/**
 * Graph as the practice number's Meta plays it: the same calls with the same answers, so that every
 * checklist can be walked without an account at Meta. Nothing it is told leaves the machine.
 */
import { neededFields, neededPermissions } from '../meta/apps.ts';
import type { Answer, Call, Request } from '../meta/call.ts';
import { ACCOUNT_ID, NUMBER_ID, PHONE } from './bodies.ts';

export const PRACTICE_APP = { id: 'practice-app', secret: 'practice' };

export interface PracticeParts {
  /** Takes a reply, and answers with Meta's id of it; null for somebody who doesn't exist. */
  take: (to: { phone: string | null; bsuid: string | null; ourId: string }) => string | null;
  /** Our app was taken away here: somebody will do the same on the phone. */
  onUnsubscribed: () => void;
}

const answered = (body: object, status = 200): Answer => ({ kind: 'answered', status, body });
const refused = (code: number) => answered({ error: { code, message: 'Practice.' } }, 400);
const done = answered({ success: true });

const number = {
  id: NUMBER_ID,
  display_phone_number: `+${PHONE}`,
  verified_name: 'Practice',
  status: 'CONNECTED',
  quality_rating: 'GREEN',
  name_status: 'APPROVED',
  platform_type: 'CLOUD_API',
  is_on_biz_app: true,
  whatsapp_business_manager_messaging_limit: 'TIER_250',
  health_status: { can_send_message: 'AVAILABLE', entities: [] },
};

interface Reply {
  to?: string;
  recipient?: string;
  biz_opaque_callback_data: string;
}

export interface PracticeGraph {
  call: Call;
  /** Somebody disconnects on the phone; false when the number has been linked again meanwhile. */
  unlink: () => boolean;
}

export const createPracticeGraph = ({ take, onUnsubscribed }: PracticeParts): PracticeGraph => {
  let isSubscribed = true;
  let isLinked = true;
  let override = '';

  const send = (body: object | undefined): Answer => {
    const { to, recipient, biz_opaque_callback_data: ourId } = body as Reply;
    const id = take({ phone: to ?? null, bsuid: recipient ?? null, ourId });
    return id === null ? refused(131026) : answered({ messages: [{ id }] });
  };

  const subscription = (method: Request['method']): Answer => {
    if (method === 'GET')
      return answered({
        data: isSubscribed
          ? [{ whatsapp_business_api_data: { id: PRACTICE_APP.id, name: 'Practice' } }]
          : [],
      });
    const wasSubscribed = isSubscribed;
    isSubscribed = method === 'POST';
    if (isSubscribed) isLinked = true;
    if (wasSubscribed && !isSubscribed) onUnsubscribed();
    return done;
  };

  const setNumber = (body: object | undefined): Answer => {
    const { webhook_configuration: hooks } = body as {
      webhook_configuration?: { override_callback_uri?: string };
    };
    override = hooks?.override_callback_uri ?? '';
    return done;
  };

  const answer = ({ method, path, query, body }: Request): Answer => {
    if (path === `/${NUMBER_ID}/messages`) return send(body);
    if (path === `/${ACCOUNT_ID}/subscribed_apps`) return subscription(method);
    if (path === `/${ACCOUNT_ID}/phone_numbers`)
      return answered({ data: isLinked ? [number] : [] });
    if (path === `/${NUMBER_ID}/smb_app_data`) return answered({ request_id: 'practice' });
    if (path === '/debug_token')
      return answered({
        data: { app_id: PRACTICE_APP.id, is_valid: true, scopes: [...neededPermissions] },
      });
    if (path === `/${PRACTICE_APP.id}`)
      return answered({ id: PRACTICE_APP.id, name: 'Deskside practice' });
    if (path === `/${PRACTICE_APP.id}/subscriptions`)
      return method === 'POST'
        ? done
        : answered({
            data: [{ object: 'whatsapp_business_account', active: true, fields: neededFields }],
          });
    if (path !== `/${NUMBER_ID}`) return refused(100);
    if (method === 'POST') return setNumber(body);
    // The account has the same id as its number, and stays when that is unlinked. Whoever looks at it is
    // about to add its number, which somebody has linked on the phone by then.
    if (query?.fields?.includes('owner_business_info')) {
      isLinked = true;
      return answered({ id: ACCOUNT_ID, name: 'Practice account' });
    }
    if (!isLinked) return refused(100);
    const hooks = override ? { webhook_configuration: { phone_number: override } } : {};
    return answered({ ...number, ...hooks });
  };

  return {
    call: async (request) => answer(request),
    unlink: () => {
      if (!isSubscribed) isLinked = false;
      return !isSubscribed;
    },
  };
};
