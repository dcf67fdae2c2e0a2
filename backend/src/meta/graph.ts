/**
 * Meta's Graph API, one function per call. An answer is never thrown: what matters to the caller is
 * whether Meta took the message, refused it, never heard of it, or may have taken it. Meta has no
 * idempotency key, so only a request that certainly wasn't taken may be made again.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
import * as z from 'zod/mini';

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

/** Whether Meta lets us use a number: yes; not now, it is on another phone; not any more. */
export type NumberState = 'connected' | 'suspended' | 'unlinked' | 'unknown';

export interface Graph {
  sendText: (message: TextToSend) => Promise<Outcome>;
  numberState: (numberId: string) => Promise<NumberState>;
}

const TIMEOUT_MS = 20_000;

const Taken = z.looseObject({
  messages: z.array(z.looseObject({ id: z.string() })).check(z.minLength(1)),
});
const Refused = z.looseObject({ error: z.looseObject({ code: z.number() }) });

/** Rates and maintenance: Meta says try again. https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
const laterCodes = new Set([4, 80007, 130429, 131056, 131057, 2494100]);

/** What fails while these are tried fails before any byte of the request can have reached Meta. */
const unheardCalls = new Set(['connect', 'getaddrinfo']);

export const openGraph = (baseUrl: string, token: string | null): Graph => ({
  numberState: async (numberId) => {
    if (!token) return 'unknown';
    try {
      const response = await fetch(
        `${baseUrl}/${encodeURIComponent(numberId)}?fields=status,platform_type`,
        {
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        },
      );
      return judgeState(response.status, parseJson(await response.text()));
    } catch (error) {
      if (error instanceof Error) return 'unknown';
      throw error;
    }
  },

  sendText: async ({ numberId, phone, bsuid, text, ourId }) => {
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
    try {
      const response = await fetch(`${baseUrl}/${encodeURIComponent(numberId)}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return judge(response.status, parseJson(await response.text()));
    } catch (error) {
      return wasUnheard(error) ? { kind: 'later', code: 'unreachable' } : { kind: 'unknown' };
    }
  },
});

const judge = (status: number, answer: unknown): Outcome => {
  const taken = Taken.safeParse(answer);
  const metaId = taken.success ? taken.data.messages[0]?.id : undefined;
  if (status === 200 && metaId) return { kind: 'taken', metaId };
  const refused = Refused.safeParse(answer);
  if (!refused.success)
    return status >= 400 && status < 500
      ? { kind: 'refused', code: String(status) }
      : { kind: 'unknown' };
  const { code } = refused.data.error;
  if (laterCodes.has(code)) return { kind: 'later', code: String(code) };
  // A server error with a code is still a server error: Meta may have taken the message first.
  return status >= 500 ? { kind: 'unknown' } : { kind: 'refused', code: String(code) };
};

const NumberAnswer = z.looseObject({
  status: z.optional(z.string()),
  platform_type: z.optional(z.string()),
});

/** Gone, or no longer ours to read. A token that has expired (190) says nothing about the number. */
const goneCodes = new Set([3, 10, 33, 100, 200, 131005, 133010]);

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
const judgeState = (status: number, answer: unknown): NumberState => {
  const refused = Refused.safeParse(answer);
  if (refused.success) return goneCodes.has(refused.data.error.code) ? 'unlinked' : 'unknown';
  const number = NumberAnswer.safeParse(answer);
  if (status !== 200 || !number.success) return 'unknown';
  const { status: state, platform_type: platform } = number.data;
  if (state === undefined) return 'unknown';
  if (state === 'DELETED' || state === 'MIGRATED' || platform === 'NOT_APPLICABLE')
    return 'unlinked';
  return state === 'DISCONNECTED' || state === 'UNLINKED' ? 'suspended' : 'connected';
};

const wasUnheard = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AggregateError) return cause.errors.every(isUnheard);
  return isUnheard(cause);
};

const isUnheard = (cause: unknown): boolean => {
  if (!(cause instanceof Error)) return false;
  const { syscall, code } = cause as NodeJS.ErrnoException;
  return unheardCalls.has(syscall ?? '') || code === 'UND_ERR_CONNECT_TIMEOUT';
};

/** A proxy in between may answer with a page. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
