/**
 * What the background does once a minute when no page is open: one short request, applied like any
 * other, what waits in the outbox, and the badge. It keeps nothing in memory between two alarms.
 */
import { ApiError, getChanges, getSnapshot } from '../api.ts';
import { openLocal } from '../db.ts';
import { readSettings } from '../settings.ts';
import { applyEvents, applySnapshot, readCursor } from './apply.ts';
import { refreshBadge } from './badge.ts';
import { lockName } from './leader.ts';
import { flushOutbox } from './outbox.ts';

export const catchUp = async (): Promise<void> => {
  const { pairing } = await readSettings();
  if (!pairing) return;
  const { db } = await openLocal(pairing.server);
  try {
    const { held } = await navigator.locks.query();
    const isLed = held?.some(({ name }) => name === lockName(pairing));
    if (!isLed) {
      for (;;) {
        const cursor = await readCursor(db, pairing.id);
        const changes = cursor === null ? null : await getChanges(pairing, cursor);
        if (cursor === null || changes === null || changes.isReset) {
          await applySnapshot(db, pairing.id, await getSnapshot(pairing));
          break;
        }
        if (changes.events.length === 0) break;
        await applyEvents(db, pairing.id, changes.events);
      }
      await flushOutbox(db, pairing);
    }
    await refreshBadge(db);
  } catch (error) {
    // Without a network there is nothing to do now; the next alarm tries again.
    if (!(error instanceof ApiError)) throw error;
  } finally {
    db.close();
  }
};
