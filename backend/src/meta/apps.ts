/** Our own app at Meta: what it is called, what its tokens may do, and the fields it listens to. */
import * as z from 'zod/mini';
import type { Call } from './call.ts';
import { clean } from './clean.ts';
import { fail, ok, type Result, resultOf } from './problem.ts';

export interface AppKeys {
  id: string;
  secret: string;
}

/** Without these there are no messages, no replies from the phone, and no word of an unlinking.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview */
export const neededFields = [
  'messages',
  'standby',
  'messaging_handovers',
  'smb_message_echoes',
  'smb_app_state_sync',
  'history',
  'account_update',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
] as const;

/** What a token must be allowed to do, each for the accounts that it names, or for all. */
export const neededPermissions = [
  'whatsapp_business_management',
  'whatsapp_business_messaging',
] as const;

export const appToken = ({ id, secret }: AppKeys): string => `${id}|${secret}`;

const Debugged = z.looseObject({
  data: z.looseObject({
    app_id: z.optional(z.string()),
    is_valid: z.optional(z.boolean()),
    scopes: z.optional(z.array(z.string())),
    granular_scopes: z.optional(
      z.array(z.looseObject({ scope: z.string(), target_ids: z.optional(z.array(z.string())) })),
    ),
  }),
});

export interface TokenInfo {
  appId: string | null;
  /** What it may do, and for which accounts; null for all of them. */
  grants: ReadonlyMap<string, readonly string[] | null>;
}

/** A token may ask about itself where the app's own isn't known. */
export const debugToken = async (
  call: Call,
  token: string,
  app: AppKeys | null,
): Promise<Result<TokenInfo>> => {
  const answer = await call(
    { method: 'GET', path: '/debug_token', query: { input_token: token } },
    app ? appToken(app) : token,
  );
  const result = resultOf(answer, Debugged);
  if (!result.isOk) return result;
  const { data } = result.value;
  if (data.is_valid !== true) return fail('token-wrong', '190');
  const grants = new Map<string, readonly string[] | null>(
    (data.scopes ?? []).map((scope) => [scope, null]),
  );
  for (const { scope, target_ids: ids } of data.granular_scopes ?? [])
    grants.set(scope, ids ?? null);
  return ok({ appId: data.app_id ?? null, grants });
};

export const missingPermissions = ({ grants }: TokenInfo, accountId: string): string[] =>
  neededPermissions.filter((name) => {
    const accounts = grants.get(name);
    return accounts === undefined || (accounts !== null && !accounts.includes(accountId));
  });

const AppAnswer = z.looseObject({ id: z.string(), name: z.optional(z.string()) });

export const readApp = async (call: Call, app: AppKeys): Promise<Result<string>> => {
  const path = `/${encodeURIComponent(app.id)}`;
  const answer = await call({ method: 'GET', path, query: { fields: 'id,name' } }, appToken(app));
  const result = resultOf(answer, AppAnswer);
  return result.isOk ? ok(clean(result.value.name ?? '').slice(0, 200)) : result;
};

const OBJECT = 'whatsapp_business_account';
const Subscriptions = z.looseObject({
  data: z.array(
    z.looseObject({
      object: z.string(),
      callback_url: z.optional(z.string()),
      active: z.optional(z.boolean()),
      fields: z.optional(z.array(z.union([z.string(), z.looseObject({ name: z.string() })]))),
    }),
  ),
});

export interface FieldsInfo {
  address: string | null;
  fields: readonly string[];
}

export const readFields = async (call: Call, app: AppKeys): Promise<Result<FieldsInfo>> => {
  const path = `/${encodeURIComponent(app.id)}/subscriptions`;
  const result = resultOf(await call({ method: 'GET', path }, appToken(app)), Subscriptions);
  if (!result.isOk) return result;
  const ours = result.value.data.find(({ object }) => object === OBJECT);
  return ok({
    address: ours?.callback_url ?? null,
    fields:
      ours?.active === false
        ? []
        : (ours?.fields ?? []).map((field) => (typeof field === 'string' ? field : field.name)),
  });
};

const Done = z.looseObject({ success: z.optional(z.boolean()) });

/** Replaces the whole subscription, so what else is subscribed to is named again. Meta asks our address
 * for its challenge before it answers. */
export const subscribeFields = async (
  call: Call,
  app: AppKeys,
  { address, verifyToken, fields }: { address: string; verifyToken: string; fields: string[] },
): Promise<Result<unknown>> => {
  const path = `/${encodeURIComponent(app.id)}/subscriptions`;
  const body = {
    object: OBJECT,
    callback_url: address,
    verify_token: verifyToken,
    fields: fields.join(','),
    include_values: true,
  };
  return resultOf(await call({ method: 'POST', path, body }, appToken(app)), Done);
};

const Exchanged = z.looseObject({ access_token: z.string().check(z.minLength(1)) });

/** The code of Embedded Signup, good for half a minute and once, for the business's own token.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-customers-as-a-tech-provider */
export const exchangeCode = async (
  call: Call,
  app: AppKeys,
  code: string,
): Promise<Result<string>> => {
  const body = {
    client_id: app.id,
    client_secret: app.secret,
    grant_type: 'authorization_code',
    code,
  };
  const answer = await call({ method: 'POST', path: '/oauth/access_token', body }, '');
  const result = resultOf(answer, Exchanged);
  return result.isOk ? ok(result.value.access_token) : result;
};
