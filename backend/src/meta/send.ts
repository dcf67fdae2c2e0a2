/**
 * Sending. Meta has no idempotency key, so only a request that certainly wasn't taken may be made again.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
import * as z from 'zod/mini';
import type { Answer, Call } from './call.ts';
import { laterCodes, refusalOf } from './problem.ts';

export interface TextToSend {
  numberId: string;
  /** Exactly what arrived: a phone with its plus, or a business-scoped user id. */
  phone: string | null;
  bsuid: string | null;
  text: string;
  /** Comes back in every status, and so settles a send whose answer was lost. */
  ourId: string;
}

export type Outcome =
  | { kind: 'taken'; metaId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'later'; code: string }
  | { kind: 'unknown' };

const TIMEOUT_MS = 20_000;

const Taken = z.looseObject({
  messages: z.array(z.looseObject({ id: z.string() })).check(z.minLength(1)),
});

export const sendText = async (
  call: Call,
  token: string,
  { numberId, phone, bsuid, text, ourId }: TextToSend,
): Promise<Outcome> => {
  if (!token) return { kind: 'refused', code: 'no-token' };
  const to = phone ? { to: phone } : { recipient: bsuid };
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...to,
    type: 'text',
    text: { body: text },
    biz_opaque_callback_data: ourId,
  };
  const path = `/${encodeURIComponent(numberId)}/messages`;
  const answer = await call({ method: 'POST', path, body, timeoutMs: TIMEOUT_MS }, token);
  if (answer.kind === 'unheard') return { kind: 'later', code: 'unreachable' };
  return answer.kind === 'lost' ? { kind: 'unknown' } : judge(answer);
};

const judge = ({ status, body }: Extract<Answer, { kind: 'answered' }>): Outcome => {
  const taken = Taken.safeParse(body);
  const metaId = taken.success ? taken.data.messages[0]?.id : undefined;
  if (status === 200 && metaId) return { kind: 'taken', metaId };
  const code = refusalOf(body);
  if (code === null)
    return status >= 400 && status < 500
      ? { kind: 'refused', code: String(status) }
      : { kind: 'unknown' };
  if (laterCodes.has(code)) return { kind: 'later', code: String(code) };
  // A server error with a code is still a server error: Meta may have taken the message first.
  return status >= 500 ? { kind: 'unknown' } : { kind: 'refused', code: String(code) };
};
