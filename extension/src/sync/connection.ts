/** The one row that tells every page, the leader's or not, how things stand with the server. */
import type { ConnectionRow, LocalDb, Phase } from '../db.ts';

export const readConnection = async (db: LocalDb): Promise<ConnectionRow | undefined> => {
  const row = await db.state.get('connection');
  return row?.key === 'connection' ? row : undefined;
};

/** `since` is when it became so: trying again in vain doesn't make it new. `from-live` leaves other
 * phases alone, so that between two tries the screen goes on saying since when instead of flickering. */
export const enterPhase = (db: LocalDb, phase: Phase, how?: 'from-live'): Promise<void> =>
  db.transaction('rw', db.state, async () => {
    const row = await readConnection(db);
    if (how && row && row.phase !== 'live') return;
    const now = Date.now();
    const since = row?.phase === phase ? row.since : now;
    await db.state.put({ key: 'connection', phase, since, heardAt: now });
  });

const EVERY_MS = 5_000;
let lastAt = 0;

/** Tells the other pages that the leader is alive, now and then. */
export const markHeard = async (db: LocalDb): Promise<void> => {
  const now = Date.now();
  if (now - lastAt < EVERY_MS) return;
  lastAt = now;
  await db.transaction('rw', db.state, async () => {
    const row = await readConnection(db);
    if (row) await db.state.put({ ...row, heardAt: now });
  });
};
