/**
 * Keeps the local copy true while this page leads.
 *
 *   connecting ─▶ catching-up ─▶ live ─▶ (line lost) ─▶ offline ─▶ connecting …
 *        └─▶ revoked | older | newer: waits for a person, looks again rarely
 *
 * While it isn't live, what is on the screen stays there and says so.
 */
import { ApiError, getSnapshot } from '../api.ts';
import type { LocalDb, Phase } from '../db.ts';
import type { Pairing } from '../settings.ts';
import { applyEvents, applySnapshot, readCursor } from './apply.ts';
import { refreshBadgeSoon } from './badge.ts';
import { enterPhase, markHeard } from './connection.ts';
import { flushOutbox } from './outbox.ts';
import { followEvents } from './stream.ts';
import { backOff, onWake } from './wait.ts';

export interface SyncContext {
  db: LocalDb;
  pairing: Pairing;
  signal: AbortSignal;
}

/** What only a person can mend is asked about rarely. */
const LONG = 8;
const finalPhases = new Map<string, Phase>([
  ['unauthorized', 'revoked'],
  ['older', 'older'],
  ['newer', 'newer'],
]);

export const sync = async (context: SyncContext): Promise<void> => {
  const { db, signal } = context;
  let failures = 0;
  while (!signal.aborted) {
    let phase: Phase = 'connecting';
    try {
      // A stream that ends well (the server restarts) is no failure; the next try comes at once.
      const isReset = await attempt(context, () => {
        failures = 0;
      });
      if (isReset) continue;
    } catch (error) {
      if (signal.aborted) return;
      phase = (error instanceof ApiError && finalPhases.get(error.code)) || 'offline';
    }
    failures += 1;
    await enterPhase(db, phase);
    await backOff([...finalPhases.values()].includes(phase) ? LONG : failures, signal);
  }
};

/** One connection, from the cursor to its end. Answers whether the cursor was of no use. */
const attempt = async (context: SyncContext, onLive: () => void): Promise<boolean> => {
  const { db, pairing, signal } = context;
  const line = new AbortController();
  // Waking, coming online, becoming visible after a long time: an old line isn't to be trusted.
  const stopWaiting = onWake(() => line.abort());
  const both = AbortSignal.any([signal, line.signal]);
  try {
    await enterPhase(db, 'connecting', 'from-live');
    let cursor = await readCursor(db, pairing.id);
    if (cursor === null) {
      await enterPhase(db, 'catching-up');
      const snapshot = await getSnapshot(pairing, both);
      await applySnapshot(db, pairing.id, snapshot, null);
      cursor = (await readCursor(db, pairing.id)) ?? snapshot.seq;
    }
    const end = await followEvents(pairing, cursor, both, {
      onHeard: () => void markHeard(db),
      onEvents: async (events) => {
        await applyEvents(db, pairing.id, events);
        refreshBadgeSoon(db);
      },
      onLive: async () => {
        onLive();
        await enterPhase(db, 'live');
        refreshBadgeSoon(db);
        // Not awaited: what can't be sent now must not keep from reading what comes.
        void flushOutbox(db, pairing).catch((error: unknown) => {
          // keepFlushing tries it again.
          if (!(error instanceof ApiError)) throw error;
        });
      },
    });
    if (end === 'reset') await db.state.delete('cursor');
    return end === 'reset';
  } catch (error) {
    // Cut by ourselves in order to connect anew.
    if (line.signal.aborted && !signal.aborted) return true;
    throw error;
  } finally {
    line.abort();
    stopWaiting();
  }
};
