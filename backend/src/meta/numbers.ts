/** Numbers: how they are, whose webhook they follow, and their address book.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
import * as z from 'zod/mini';
import type { Call } from './call.ts';
import { clean } from './clean.ts';
import { ok, type Result, readAs, resultOf } from './problem.ts';

/** Whether Meta lets us use a number: yes; not now, it is on another phone; not any more. */
export type NumberState = 'connected' | 'suspended' | 'unlinked' | 'unknown';

const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);

const Health = z.looseObject({
  can_send_message: text,
  entities: z.catch(
    z.optional(
      z.array(
        z.looseObject({
          errors: z.catch(
            z.optional(
              z.array(
                z.looseObject({
                  error_code: z.number(),
                  error_description: text,
                  possible_solution: text,
                }),
              ),
            ),
            [],
          ),
        }),
      ),
    ),
    [],
  ),
});

const NumberAnswer = z.looseObject({
  id: text,
  display_phone_number: text,
  verified_name: text,
  status: text,
  quality_rating: text,
  name_status: text,
  platform_type: text,
  is_on_biz_app: flag,
  whatsapp_business_manager_messaging_limit: text,
  health_status: z.catch(z.optional(Health), undefined),
  webhook_configuration: z.catch(
    z.optional(
      z.looseObject({ phone_number: text, whatsapp_business_account: text, application: text }),
    ),
    undefined,
  ),
});

export interface NumberInfo {
  numberId: string;
  /** With its plus, and nothing else but digits. */
  phone: string;
  name: string;
  /** Meta's own words from here, empty where it says nothing: lists of them differ and grow. */
  status: string;
  quality: string;
  nameState: string;
  platform: string;
  limit: string;
  isOnPhone: boolean | null;
  health: string;
  /** What keeps it from sending: each code once, with what Meta says about it, empty where it doesn't. */
  problems: { code: string; text: string }[];
  /** The address that its deliveries go to, by where it is set. */
  addresses: { phone: string | null; account: string | null; app: string | null };
}

const fields = Object.keys(NumberAnswer.shape).join(',');
const idOf = (id: string) => `/${encodeURIComponent(id)}`;
const word = (value: string | undefined) => clean((value ?? '').slice(0, 200));

const PROBLEMS_MAX = 10;
/** Written by somebody else for a wide screen: on one line, and only so much of it. */
const line = (value: string | undefined) => word(value?.replace(/\s+/g, ' ').trim());

const problemsOf = (health: z.infer<typeof Health> | undefined): NumberInfo['problems'] => {
  const byCode = new Map<string, string>();
  for (const { errors } of health?.entities ?? [])
    for (const { error_code, error_description, possible_solution } of errors ?? []) {
      const code = String(error_code);
      const said = [line(error_description), line(possible_solution)].filter(Boolean).join(' ');
      byCode.set(code, byCode.get(code) || said);
    }
  return [...byCode].slice(0, PROBLEMS_MAX).map(([code, text]) => ({ code, text }));
};

const toNumber = (numberId: string, answer: z.infer<typeof NumberAnswer>): NumberInfo => {
  const digits = word(answer.display_phone_number).replace(/\D/g, '');
  const { webhook_configuration: hooks, health_status: health } = answer;
  return {
    numberId,
    phone: digits ? `+${digits}` : '',
    name: word(answer.verified_name),
    status: word(answer.status),
    quality: word(answer.quality_rating),
    nameState: word(answer.name_status),
    platform: word(answer.platform_type),
    limit: word(answer.whatsapp_business_manager_messaging_limit),
    isOnPhone: answer.is_on_biz_app ?? null,
    health: word(health?.can_send_message),
    problems: problemsOf(health),
    addresses: {
      phone: hooks?.phone_number || null,
      account: hooks?.whatsapp_business_account || null,
      app: hooks?.application || null,
    },
  };
};

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers#status */
export const stateOf = ({ status, platform }: NumberInfo): Exclude<NumberState, 'unknown'> => {
  if (status === 'DELETED' || status === 'MIGRATED' || platform === 'NOT_APPLICABLE')
    return 'unlinked';
  return status === 'DISCONNECTED' || status === 'UNLINKED' ? 'suspended' : 'connected';
};

export const readNumber = async (
  call: Call,
  token: string,
  numberId: string,
): Promise<Result<NumberInfo>> => {
  const answer = await call({ method: 'GET', path: idOf(numberId), query: { fields } }, token);
  const result = readAs(resultOf(answer, NumberAnswer), 'gone');
  return result.isOk ? ok(toNumber(numberId, result.value)) : result;
};

const Numbers = z.looseObject({
  data: z.array(NumberAnswer),
  paging: z.optional(
    z.looseObject({
      next: text,
      cursors: z.optional(z.looseObject({ after: text })),
    }),
  ),
});

/** An account has twenty numbers at most, but pages may be shorter than that. */
const PAGES_MAX = 10;

export const listNumbers = async (
  call: Call,
  token: string,
  accountId: string,
): Promise<Result<NumberInfo[]>> => {
  const found: NumberInfo[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { fields, limit: '100', ...(after ? { after } : {}) };
    const path = `${idOf(accountId)}/phone_numbers`;
    const result = resultOf(await call({ method: 'GET', path, query }, token), Numbers);
    if (!result.isOk) return readAs(result, 'account-foreign');
    found.push(...result.value.data.flatMap((one) => (one.id ? toNumber(one.id, one) : [])));
    const { paging } = result.value;
    after = paging?.next ? paging.cursors?.after : undefined;
    if (!after) break;
  }
  return ok(found);
};

const Done = z.looseObject({ success: z.optional(z.boolean()) });
const Requested = z.looseObject({ request_id: z.string() });

/** Empty takes the override away. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override */
export const setOverride = async (
  call: Call,
  token: string,
  numberId: string,
  address: string,
  verifyToken: string,
): Promise<Result<unknown>> => {
  const webhook_configuration = { override_callback_uri: address, verify_token: verifyToken };
  const body = { webhook_configuration };
  return resultOf(await call({ method: 'POST', path: idOf(numberId), body }, token), Done);
};

/** The names in the phone's address book, once and within a day of the linking. The history, which would
 * be asked for in the same way, is not: nothing said before the number was linked is imported.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users */
export const syncContacts = async (
  call: Call,
  token: string,
  numberId: string,
): Promise<Result<string>> => {
  const body = { messaging_product: 'whatsapp', sync_type: 'smb_app_state_sync' };
  const path = `${idOf(numberId)}/smb_app_data`;
  const result = resultOf(await call({ method: 'POST', path, body }, token), Requested);
  return result.isOk ? ok(result.value.request_id) : result;
};
