/** The log, read back. A row stays the text it was written as and goes to the stream unparsed, unless
 * it holds what has been taken back since. */
import type { Conversation, Message } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type StoredEvent = Tables['events'];

export const eventsAfter = async (db: Db, after: number, limit: number): Promise<StoredEvent[]> => {
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return events.length > 0 ? hideRevoked(db, events) : events;
};

/** As long as the log is kept, and as long again as Meta may be late. */
const REVOKED_MS = 15 * 24 * 60 * 60 * 1000;

/** The log is older than what has been taken back since, and whoever reads it now isn't to have it. */
const hideRevoked = async (db: Db, events: readonly StoredEvent[]): Promise<StoredEvent[]> => {
  const since = (events[0]?.at ?? 0) - REVOKED_MS;
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where('revokedAt', '>', since)
    .execute();
  if (rows.length === 0) return [...events];
  const revoked = new Set<string>(rows.map(({ id }) => id));
  const hide = (message: Message | null): Message | null => {
    if (!message || !revoked.has(message.id)) return message;
    const { earlier: _, ...rest } = message;
    return { ...rest, content: { type: 'revoked' } };
  };
  const isAbout = ({ row }: StoredEvent) =>
    [...row.matchAll(/"id":"([^"]{36})"/g)].some(([, id]) => id !== undefined && revoked.has(id));
  return events.map((event) => {
    if (!isAbout(event)) return event;
    if (event.type === 'message')
      return { ...event, row: JSON.stringify(hide(JSON.parse(event.row) as Message)) };
    if (event.type !== 'conversation') return event;
    const row = JSON.parse(event.row) as Conversation;
    return { ...event, row: JSON.stringify({ ...row, lastMessage: hide(row.lastMessage) }) };
  });
};

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
