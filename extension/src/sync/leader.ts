/**
 * One stream per browser profile: of all open pages one holds a Web Lock and syncs, the others read
 * the database. When the leader closes, the browser gives the lock to the next page in line.
 */
import type { LocalDb } from '../db.ts';
import type { Pairing } from '../settings.ts';
import { enterPhase, readConnection } from './connection.ts';
import { sync } from './sync.ts';

export const lockName = ({ server }: Pairing) => `deskside stream ${server}`;

/** A leader that was frozen in the background holds its lock and does nothing. */
const STALE_MS = 75_000;
const LOOK_MS = 15_000;

export const lead = (db: LocalDb, pairing: Pairing): (() => void) => {
  const stopped = new AbortController();
  const { signal } = stopped;

  const queue = async (options: LockOptions): Promise<void> => {
    const reign = new AbortController();
    try {
      await navigator.locks.request(lockName(pairing), options, () =>
        sync({ db, pairing, signal: AbortSignal.any([signal, reign.signal]) }),
      );
    } catch (error) {
      // The lock was taken by a page that is awake; this one gets in line again.
      reign.abort();
      if (signal.aborted) return;
      if (!(error instanceof DOMException)) throw error;
      await queue({ signal });
    }
  };
  void queue({ signal });

  const look = async () => {
    const row = await readConnection(db);
    const isStale = row?.phase === 'live' && Date.now() - row.heardAt > STALE_MS;
    if (!isStale || document.visibilityState !== 'visible') return;
    await enterPhase(db, 'connecting');
    await queue({ steal: true });
  };
  const watch = setInterval(() => void look(), LOOK_MS);

  return () => {
    clearInterval(watch);
    stopped.abort();
  };
};
