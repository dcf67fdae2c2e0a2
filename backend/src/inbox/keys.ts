/**
 * Every secret in use: what admins have entered comes before the environment, and of app secrets both
 * count, so that one can be changed while Meta still signs with the other. They are kept open in memory
 * for a few seconds, because every delivery is checked with them; another server may have been told a
 * new one meanwhile.
 */
import type { SecretName, SecretState } from '@deskside/shared/api-setup';
import type { Config } from '../config.ts';
import type { AppKeys } from '../meta/apps.ts';
import type { Store, Tx } from '../store/db.ts';
import type { Seal } from '../store/seal.ts';
import { allSecrets, dropSecret, saveSecret } from '../store/secrets.ts';

const FRESH_MS = 5_000;

export const tokenName = (accountId: string): string => `token:${accountId}`;

export interface KeyRing {
  appSecrets: readonly string[];
  appId: string | null;
  verifyToken: string | null;
  signupConfigId: string | null;
  /** Our app with its secret, where both are known. */
  app: AppKeys | null;
  /** The account's own token, or the general one. */
  tokenFor: (accountId: string) => string | null;
  hasOwnToken: (accountId: string) => boolean;
  /** What is set and since when, without a word of it. */
  states: SecretState[];
}

export interface Keys {
  read: () => Promise<KeyRing>;
  /** In the transaction that needs it; null takes it away. Call `forget` once that is through. */
  keep: (tx: Tx, name: string, value: string | null, now: number) => Promise<void>;
  forget: () => void;
}

export const openKeys = (store: Store, seal: Seal, config: Config): Keys => {
  let ring: Promise<KeyRing> | undefined;
  let readAt = 0;

  const load = async (): Promise<KeyRing> => {
    const rows = await allSecrets(store.read);
    const entered = new Map(rows.map((row) => [row.name, row]));
    const open = (name: string): string | null => {
      const row = entered.get(name);
      return row ? seal.open(name, row.sealed) : null;
    };
    const environment: Record<SecretName, string | null> = {
      'app-id': config.appId,
      'app-secret': config.appSecrets[0] ?? null,
      'verify-token': config.verifyToken,
      'access-token': config.accessToken,
      'signup-config-id': config.signupConfigId,
    };
    const current = (name: SecretName) => open(name) ?? environment[name];
    const stateOf = (name: SecretName): SecretState => {
      const row = entered.get(name);
      if (row && open(name) === null) return { name, source: 'unreadable', at: row.at };
      if (row) return { name, source: 'entered', at: row.at };
      return { name, source: environment[name] === null ? null : 'environment', at: null };
    };
    const [appId, appSecret] = [current('app-id'), current('app-secret')];
    return {
      appSecrets: [...new Set([open('app-secret') ?? [], config.appSecrets].flat())],
      appId,
      verifyToken: current('verify-token'),
      signupConfigId: current('signup-config-id'),
      app: appId && appSecret ? { id: appId, secret: appSecret } : null,
      tokenFor: (accountId) => open(tokenName(accountId)) ?? current('access-token'),
      hasOwnToken: (accountId) => open(tokenName(accountId)) !== null,
      states: (Object.keys(environment) as SecretName[]).map(stateOf),
    };
  };

  return {
    read: () => {
      if (ring && performance.now() - readAt < FRESH_MS) return ring;
      readAt = performance.now();
      ring = load();
      ring.catch(() => {
        ring = undefined;
      });
      return ring;
    },
    keep: (tx, name, value, now) =>
      value === null
        ? dropSecret(tx, name)
        : saveSecret(tx, { name, sealed: seal.close(name, value), at: now }),
    forget: () => {
      ring = undefined;
    },
  };
};
