/** How far setting up has come, in words that anyone may read: what is set, and what our app is called. */
import type { SecretName, SetupReply } from '@deskside/shared/api-setup';
import { readApp } from '../meta/apps.ts';
import { allAccounts } from '../store/accounts.ts';
import type { Store } from '../store/db.ts';
import { dropProofs } from '../store/proofs.ts';
import type { Keys } from './keys.ts';
import type { Reach } from './reach.ts';
import type { Witness } from './witness.ts';

/** An app is hardly ever called anew, and the page that shows its name is opened often. */
const NAME_MS = 60 * 60 * 1000;

export interface SetupDeps {
  store: Store;
  keys: Keys;
  reach: Reach;
  witness: Witness;
  clock: () => number;
}

export const createSetup = ({ store, keys, reach, witness, clock }: SetupDeps) => {
  const names = new Map<string, { name: string; at: number }>();

  const appName = async (): Promise<string | null> => {
    const line = await reach.appFor(null);
    if (!line) return null;
    const known = names.get(line.app.id);
    if (known && clock() - known.at < NAME_MS) return known.name;
    const result = await readApp(line.call, line.app);
    if (!result.isOk) return known?.name ?? null;
    names.set(line.app.id, { name: result.value, at: clock() });
    return result.value;
  };

  return {
    read: async (): Promise<Omit<SetupReply, 'webhookUrl' | 'publicUrl'>> => {
      const ring = await keys.read();
      const accounts = await allAccounts(store.read);
      return {
        appId: ring.appId,
        appName: await appName(),
        canSignUp: ring.app !== null && ring.signupConfigId !== null,
        secrets: ring.states,
        accounts: accounts.map(({ accountId, name, way, at }) => ({
          accountId,
          name,
          way,
          at,
          hasToken: ring.hasOwnToken(accountId),
        })),
      };
    },
    enter: async (name: SecretName, value: string | null): Promise<void> => {
      await store.write(async (tx) => {
        await keys.keep(tx, name, value, clock());
        // What came by another word or another secret says nothing about this one.
        if (name === 'verify-token') await dropProofs(tx, ['challenge'], '');
        if (name === 'app-secret') await dropProofs(tx, ['signature'], '');
      });
      keys.forget();
      witness.forget();
    },
  };
};
export type Setup = ReturnType<typeof createSetup>;
