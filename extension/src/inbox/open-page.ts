import { openLocal } from '../db.ts';
import { settleLanes } from '../lanes.ts';
import type { Pairing } from '../settings.ts';
import { lead } from '../sync/leader.ts';
import type { Inbox } from '../ui/context.ts';
import { createActions } from './actions.ts';

const LOOK_MS = 20_000;

/** Opens the local copy for a page, and gets in line to keep it true. */
export const openPage = async (pairing: Pairing): Promise<Inbox> => {
  const local = await openLocal(pairing.server);
  // Sessions that ended while nobody looked; from here on the clock is watched.
  await settleLanes(local.db, Date.now());
  const stop = lead(local, pairing);
  // Another page is replacing the copy: this one has nothing to keep true any more.
  local.db.on('versionchange', stop);
  const clock = setInterval(() => void settleLanes(local.db, Date.now()), LOOK_MS);
  return {
    local,
    pairing,
    actions: createActions(local.db, pairing),
    close: () => {
      clearInterval(clock);
      stop();
      local.db.close();
    },
  };
};
