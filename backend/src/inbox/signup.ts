/**
 * Embedded Signup with coexistence: a ticket opens our page for somebody who may be signed in at Facebook
 * but not here; the code that Facebook gives is traded here for the business's own token. The number is
 * never registered (that would take it off the phone), and its history is not asked for.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
import { createHash, randomBytes } from 'node:crypto';
import type { AgentId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import { debugToken, exchangeCode } from '../meta/apps.ts';
import type { Store } from '../store/db.ts';
import { claimSignup, insertSignup, isSignupGood, releaseSignup } from '../store/signups.ts';
import type { Keys } from './keys.ts';
import type { Linking } from './linking.ts';
import type { AppLine, Reach } from './reach.ts';
import { troubleOf } from './trouble.ts';

/** Signing up takes minutes: a login, a business to choose, a code to scan. */
const LIFE_MS = 30 * 60 * 1000;

export interface SignupDeps {
  store: Store;
  keys: Keys;
  reach: Reach;
  linking: Linking;
  clock: () => number;
}

export interface SignupDone {
  ticket: string;
  code: string;
  /** Null when Facebook's message with it never came. */
  accountId: string | null;
}

const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('hex');
const expired = () => new AppError(403, 'signup-expired', 'The link was used or has expired.');

export const createSignup = ({ store, keys, reach, linking, clock }: SignupDeps) => {
  const settings = async (): Promise<{ line: AppLine; configId: string }> => {
    const ring = await keys.read();
    const line = await reach.appFor(null);
    if (line && ring.signupConfigId !== null) return { line, configId: ring.signupConfigId };
    const missing = [
      ...(ring.appId === null ? ['app-id'] : []),
      ...(ring.appSecrets.length === 0 ? ['app-secret'] : []),
      ...(ring.signupConfigId === null ? ['signup-config-id'] : []),
    ];
    throw new AppError(422, 'settings-missing', 'Enter Meta’s settings first.').telling({
      missing: missing.join(', '),
    });
  };

  /** The token itself knows which account it was given for. */
  const accountOf = async ({ call, app }: AppLine, token: string): Promise<string> => {
    const info = await debugToken(call, token, app);
    if (!info.isOk) throw troubleOf(info.problem);
    const [accountId] = info.value.grants.get('whatsapp_business_management') ?? [];
    if (accountId === undefined) throw troubleOf({ kind: 'account-foreign', code: '' });
    return accountId;
  };

  const link = async ({ code, accountId }: SignupDone): Promise<Widget> => {
    const { line } = await settings();
    const exchanged = await exchangeCode(line.call, line.app, code);
    if (!exchanged.isOk) throw troubleOf(exchanged.problem);
    const token = exchanged.value;
    const shared = accountId ?? (await accountOf(line, token));
    return linking.link({ accountId: shared, numberId: null, token, way: 'signup' });
  };

  return {
    open: async (agentId: AgentId): Promise<{ ticket: string; expiresAt: number }> => {
      await settings();
      const ticket = randomBytes(32).toString('base64url');
      const expiresAt = clock() + LIFE_MS;
      await store.write((tx) => insertSignup(tx, { hash: hashOf(ticket), agentId, expiresAt }));
      return { ticket, expiresAt };
    },

    /** What the page needs to call Facebook's SDK; no secrets, but for ticket holders all the same. */
    settings: async (ticket: string): Promise<{ appId: string; configId: string }> => {
      if (!(await isSignupGood(store.read, hashOf(ticket), clock()))) throw expired();
      const { line, configId } = await settings();
      return { appId: line.app.id, configId };
    },

    finish: async (done: SignupDone): Promise<Widget> => {
      const hash = hashOf(done.ticket);
      if (!(await store.write((tx) => claimSignup(tx, hash, clock())))) throw expired();
      return link(done).catch(async (error: unknown) => {
        await store.write((tx) => releaseSignup(tx, hash));
        throw error;
      });
    },
  };
};
export type Signup = ReturnType<typeof createSignup>;
