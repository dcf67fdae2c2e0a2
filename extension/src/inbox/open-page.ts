import { openLocal } from '../db.ts';
import type { Pairing } from '../settings.ts';
import { lead } from '../sync/leader.ts';
import type { Inbox } from '../ui/context.ts';
import { createActions } from './actions.ts';

/** Opens the local copy for a page, and gets in line to keep it true. */
export const openPage = async (pairing: Pairing): Promise<Inbox> => {
  const local = await openLocal(pairing.server);
  const stop = lead(local.db, pairing);
  return {
    local,
    pairing,
    actions: createActions(local.db, pairing),
    close: () => {
      stop();
      local.db.close();
    },
  };
};
