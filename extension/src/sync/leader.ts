/**
 * One stream per browser profile: of all open pages one holds a Web Lock and syncs, the others read
 * the database. When the leader closes, the browser gives the lock to the next page in line.
 */
import { newId } from '@deskside/shared/ids';
import type { Local } from '../db.ts';
import type { Pairing } from '../settings.ts';
import { enterPhase, markHeard, readConnection } from './connection.ts';
import { keepFlushing } from './outbox.ts';
import { sync } from './sync.ts';
import { backOff } from './wait.ts';

export const lockName = ({ server }: Pairing) => `deskside stream ${server}`;

/** A leader that was frozen in the background holds its lock and does nothing. Longer than the longest
 * pause between two tries of one that is awake. */
const STALE_MS = 75_000;
const LOOK_MS = 15_000;
const BEAT_MS = 15_000;

export const lead = ({ db, notice }: Local, pairing: Pairing): (() => void) => {
  const stopped = new AbortController();
  const { signal } = stopped;
  // A copy in memory is this page's own, so nobody else can keep it true.
  const name = notice === 'in-memory' ? `${lockName(pairing)} ${newId()}` : lockName(pairing);

  let isReigning = false;
  const reignOver = async (both: AbortSignal): Promise<void> => {
    isReigning = true;
    // Alive is who ticks, also while a long answer is on its way; a frozen page doesn't.
    const beat = setInterval(() => void markHeard(db), BEAT_MS);
    try {
      await Promise.all([sync({ db, pairing, signal: both }), keepFlushing(db, pairing, both)]);
    } finally {
      clearInterval(beat);
      isReigning = false;
    }
  };

  const queue = async (options: LockOptions): Promise<void> => {
    const reign = new AbortController();
    const both = AbortSignal.any([signal, reign.signal]);
    try {
      await navigator.locks.request(name, options, () => reignOver(both));
    } catch (error) {
      reign.abort();
      if (signal.aborted) return;
      // Either the lock was taken by a page that is awake, or the disk refused something. Both times
      // this page gets in line again, after a pause that lets others go first.
      if (!(error instanceof Error)) throw error;
      await backOff(3, signal);
      await queue({ signal });
    }
  };
  void queue({ signal });

  const look = async () => {
    if (isReigning) return;
    const row = await readConnection(db);
    const isStale = row !== undefined && Date.now() - row.heardAt > STALE_MS;
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
