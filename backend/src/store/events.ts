/** The log, read back. A row stays the text it was written as: it goes to the stream unparsed. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type StoredEvent = Tables['events'];

export const eventsAfter = (db: Db, after: number, limit: number): Promise<StoredEvent[]> =>
  db
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();

export const logEnd = async (db: Db): Promise<number> =>
  (await db.selectFrom('log').select('seq').executeTakeFirstOrThrow()).seq;

/** Whether everything after this cursor is still in the log. A cursor beyond its end belongs to a
 * database that is gone (a restored backup). */
export const isReachable = async (db: Db, cursor: number): Promise<boolean> => {
  const end = await logEnd(db);
  if (cursor === end) return true;
  if (cursor > end || cursor < 0) return false;
  const first = await db
    .selectFrom('events')
    .select('seq')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return first !== undefined && first.seq <= cursor + 1;
};

/** Forgets all but the newest events. Whoever is further behind takes a snapshot. */
export const pruneEvents = async (db: Db, keep: number): Promise<void> => {
  const end = await logEnd(db);
  await db
    .deleteFrom('events')
    .where('seq', '<=', end - keep)
    .execute();
};
