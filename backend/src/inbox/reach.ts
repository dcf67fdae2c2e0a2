/** Who plays Graph for an account, and with which token: Meta, or the practice number's own. */
import type { AppKeys } from '../meta/apps.ts';
import type { Call } from '../meta/call.ts';
import { type Graph, openGraph } from '../meta/graph.ts';
import { ACCOUNT_ID as PRACTICE_ACCOUNT } from '../practice/bodies.ts';
import { PRACTICE_APP } from '../practice/graph.ts';
import type { Keys } from './keys.ts';

export interface AppLine {
  call: Call;
  app: AppKeys;
}

export interface Reach {
  /** With the account's own token or the general one, unless another is to be tried. */
  graphFor: (accountId: string, token?: string | null) => Promise<Graph>;
  /** As our app itself; null while its id or its secret is missing. */
  appFor: (accountId: string | null) => Promise<AppLine | null>;
}

export const openReach = (keys: Keys, meta: Call, practice: Call): Reach => ({
  graphFor: async (accountId, token = null) => {
    if (accountId === PRACTICE_ACCOUNT) return openGraph(practice, 'practice', PRACTICE_APP);
    const ring = await keys.read();
    return openGraph(meta, token ?? ring.tokenFor(accountId), ring.app);
  },
  appFor: async (accountId) => {
    if (accountId === PRACTICE_ACCOUNT) return { call: practice, app: PRACTICE_APP };
    const { app } = await keys.read();
    return app && { call: meta, app };
  },
});
