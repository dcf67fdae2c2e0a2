/** Accounts: what they are called, and which apps get their deliveries.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override */
import * as z from 'zod/mini';
import type { Call } from './call.ts';
import { clean } from './clean.ts';
import { ok, type Result, readAs, resultOf } from './problem.ts';

export interface AccountInfo {
  accountId: string;
  name: string;
  portfolioId: string | null;
}

const AccountAnswer = z.looseObject({
  id: z.string(),
  name: z.optional(z.string()),
  owner_business_info: z.catch(z.optional(z.looseObject({ id: z.string() })), undefined),
});

const pathOf = (accountId: string) => `/${encodeURIComponent(accountId)}`;

export const readAccount = async (
  call: Call,
  token: string,
  accountId: string,
): Promise<Result<AccountInfo>> => {
  const query = { fields: 'id,name,owner_business_info' };
  const answer = await call({ method: 'GET', path: pathOf(accountId), query }, token);
  const result = readAs(resultOf(answer, AccountAnswer), 'account-foreign');
  if (!result.isOk) return result;
  const { name, owner_business_info: owner } = result.value;
  return ok({
    accountId,
    name: clean(name ?? '').slice(0, 200),
    portfolioId: owner?.id ?? null,
  });
};

export interface SubscribedApp {
  appId: string;
  name: string;
  override: string | null;
}

const AppsAnswer = z.looseObject({
  data: z.array(
    z.looseObject({
      whatsapp_business_api_data: z.looseObject({
        id: z.string(),
        name: z.optional(z.string()),
      }),
      override_callback_uri: z.optional(z.string()),
    }),
  ),
});

export const readApps = async (
  call: Call,
  token: string,
  accountId: string,
): Promise<Result<SubscribedApp[]>> => {
  const path = `${pathOf(accountId)}/subscribed_apps`;
  const answer = await call({ method: 'GET', path }, token);
  const result = readAs(resultOf(answer, AppsAnswer), 'account-foreign');
  if (!result.isOk) return result;
  return ok(
    result.value.data.map(({ whatsapp_business_api_data: app, override_callback_uri: uri }) => ({
      appId: app.id,
      name: clean(app.name ?? '').slice(0, 200),
      override: uri || null,
    })),
  );
};

const Done = z.looseObject({ success: z.optional(z.boolean()) });

/** Subscribing without an address takes an override away, silently. So only who isn't subscribed yet is
 * subscribed, and there is no override to lose. */
export const subscribeApp = async (
  call: Call,
  token: string,
  accountId: string,
): Promise<Result<unknown>> => {
  const path = `${pathOf(accountId)}/subscribed_apps`;
  return readAs(resultOf(await call({ method: 'POST', path }, token), Done), 'account-foreign');
};

export const unsubscribeApp = async (
  call: Call,
  token: string,
  accountId: string,
): Promise<Result<unknown>> => {
  const path = `${pathOf(accountId)}/subscribed_apps`;
  return readAs(resultOf(await call({ method: 'DELETE', path }, token), Done), 'account-foreign');
};
