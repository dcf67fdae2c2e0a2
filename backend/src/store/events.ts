/**
 * The log, read back. It says which rows have changed; what screens are told is what those rows are now.
 * A reader may so hear of a change before its place in the log, and hears of it again there, which does
 * no harm: whole rows are put over whole rows. A row that is there no more, or that screens don't see any
 * more, is told as removed.
 */
import type { EventType, Removed, Rows, RowType } from '@deskside/shared/events';
import type { Kysely } from 'kysely';
import { shownAgents } from './agents.ts';
import { shownChannels } from './channels.ts';
import { shownContacts } from './contacts.ts';
import { shownConversations } from './conversations.ts';
import type { Reader } from './db.ts';
import { fromLog } from './log.ts';
import { shownMessages } from './messages.ts';
import { shownProofs } from './proofs.ts';
import { shownSessions } from './sessions.ts';
import type { Tables } from './tables.ts';
import { shownWidgets } from './widgets.ts';

type Db = Kysely<Tables>;

/** The row is JSON already, as it goes to every listener. */
export interface StoredEvent {
  seq: number;
  at: number;
  type: EventType;
  row: string;
}

type Shown = {
  [T in RowType]: (reader: Reader, ids: readonly string[]) => Promise<Rows[T][]>;
};
const shown: Shown = {
  agent: shownAgents,
  channel: shownChannels,
  widget: shownWidgets,
  contact: shownContacts,
  conversation: shownConversations,
  session: shownSessions,
  message: shownMessages,
  proof: shownProofs,
};

export interface LogPage {
  events: StoredEvent[];
  /** Whether the log went on behind these. */
  goesOn: boolean;
}

/** A row of a quiet log tells of two or three changes, of a busy one of many. */
const CHANGES_EXPECTED = 4;

export const eventsAfter = async (
  reader: Reader,
  after: number,
  limit: number,
): Promise<LogPage> => {
  // Asked after every commit, while somebody listens: too often for a query builder.
  const [seq, count] = reader.isPostgres ? ['$1', '$2'] : ['?', '?'];
  const rowsMax = Math.ceil(limit / CHANGES_EXPECTED);
  const stored = await reader.ask<Tables['events']>(
    `select * from events where seq > ${seq} order by seq limit ${count}`,
    [after, rowsMax],
  );
  const all = stored.flatMap(fromLog).filter((entry) => entry.seq > after);
  const entries = all.slice(0, limit);
  const byType = Map.groupBy(entries, ({ type }) => type);
  const rows = new Map<string, string>();
  const read = async (type: RowType, ids: ReadonlySet<string>) => {
    for (const row of await shown[type](reader, [...ids]))
      rows.set(`${type} ${row.id}`, JSON.stringify(row));
  };
  await Promise.all(
    [...byType].map(([type, some]) => read(type, new Set(some.map(({ id }) => id)))),
  );
  const events = entries.map(({ seq, at, type, id }): StoredEvent => {
    const row = rows.get(`${type} ${id}`);
    if (row !== undefined) return { seq, at, type, row };
    // Agents and the channel never go.
    const removed: Removed = { table: type as Removed['table'], id };
    return { seq, at, type: 'removed', row: JSON.stringify(removed) };
  });
  return { events, goesOn: stored.length === rowsMax || all.length > limit };
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
    .selectAll()
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const [entry] = first ? fromLog(first) : [];
  return entry !== undefined && entry.seq <= cursor + 1;
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
