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

const PRUNE_MAX = 5_000;

/** Forgets the oldest events from before a moment, some at a time; true while there may be more.
 * Whoever is further behind takes a snapshot. The order of places is the order of time, so no index
 * is needed to find where to stop. */
export const pruneEvents = async (db: Db, before: number): Promise<boolean> => {
  const oldest = await db
    .selectFrom('events')
    .select(['seq', 'at'])
    .orderBy('seq')
    .limit(PRUNE_MAX)
    .execute();
  const last = oldest.findLast(({ at }) => at < before);
  if (!last) return false;
  await db.deleteFrom('events').where('seq', '<=', last.seq).execute();
  return last === oldest.at(-1);
};
