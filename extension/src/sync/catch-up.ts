/**
 * What the background does once a minute when no page is open: one short request, applied like any
 * other, what waits in the outbox, and the badge. It keeps nothing in memory between two alarms.
 */
import { ApiError, getChanges, getSnapshot } from '../api.ts';
import { showWaiting } from '../browser.ts';
import { type LocalDb, openLocal } from '../db.ts';
import { type Pairing, readSettings } from '../settings.ts';
import { applyEvents, applySnapshot, readCursor } from './apply.ts';
import { refreshBadge } from './badge.ts';
import { lockName } from './leader.ts';
import { flushOutbox } from './outbox.ts';

export const catchUp = async (): Promise<void> => {
  const { pairing } = await readSettings();
  if (!pairing) return showWaiting(0);
  const { db, notice } = await openLocal(pairing.server);
  // A copy in memory would be gone with this call.
  if (notice === 'in-memory') return;
  try {
    const { held } = await navigator.locks.query();
    const isLed = held?.some(({ name }) => name === lockName(pairing));
    if (!isLed) {
      // First what waits here, so that what it changes comes with the changes; they come all the same
      // when it can't be sent.
      await flushOutbox(db, pairing).catch(ignore);
      await fetchChanges(db, pairing).catch(ignore);
    }
    await refreshBadge(db);
  } finally {
    db.close();
  }
};

/** Without a network there is nothing to do now; the next alarm tries again. */
const ignore = (error: unknown) => {
  if (!(error instanceof ApiError)) throw error;
};

const fetchChanges = async (db: LocalDb, pairing: Pairing): Promise<void> => {
  for (;;) {
    const cursor = await readCursor(db, pairing.id);
    const changes = cursor === null ? null : await getChanges(pairing, cursor);
    if (changes === null || changes.isReset)
      return applySnapshot(db, pairing.id, await getSnapshot(pairing), cursor);
    if (changes.events.length === 0) return;
    await applyEvents(db, pairing.id, changes.events);
  }
};
