/**
 * The only writer of server rows. Rows and cursor change in one transaction, and what is at or
 * before the cursor is ignored, so that repeating, overlapping or killing it anywhere does no harm.
 */
import type { Snapshot, ThreadPage } from '@deskside/shared/api';
import { EventPlace, type EventType, LogEvent, type Removed } from '@deskside/shared/events';
import type { Conversation } from '@deskside/shared/models';
import type { Table } from 'dexie';
import { type CursorRow, cacheTables, type LocalDb } from '../db.ts';
import { place } from '../lanes.ts';

export const readCursor = async (db: LocalDb, pairingId: string): Promise<number | null> => {
  const row = (await db.state.get('cursor')) as CursorRow | undefined;
  return row?.pairingId === pairingId ? row.seq : null;
};

/** A type that a newer server brought is stepped over; a row that breaks its own schema is not. */
const parseEvent = (raw: unknown): LogEvent | { seq: number; type: 'later' } => {
  const parsed = LogEvent.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { seq, type } = EventPlace.parse(raw);
  if (type in handlers) throw parsed.error;
  return { seq, type: 'later' };
};

const put =
  <T extends keyof TableOf>(table: T) =>
  (db: LocalDb, rows: unknown[]) =>
    (db[table] as Table).bulkPut(rows);
type TableOf = Pick<
  LocalDb,
  | 'agents'
  | 'channels'
  | 'widgets'
  | 'contacts'
  | 'conversations'
  | 'sessions'
  | 'messages'
  | 'proofs'
>;

/** One case per event. */
const handlers: Record<EventType, (db: LocalDb, rows: unknown[]) => Promise<unknown>> = {
  agent: put('agents'),
  channel: put('channels'),
  widget: put('widgets'),
  contact: put('contacts'),
  // The latest session comes with its conversation; the others have events of their own.
  conversation: async (db, rows) => {
    const now = Date.now();
    const conversations = rows as Conversation[];
    await put('conversations')(
      db,
      conversations.map((row) => place(row, now)),
    );
    await put('sessions')(
      db,
      conversations.flatMap(({ session }) => session ?? []),
    );
  },
  session: put('sessions'),
  message: async (db, rows) => {
    await put('messages')(db, rows);
    // The reply has become a message: its outbox row has done its work, whatever state it was in.
    await db.outbox.bulkDelete((rows as { id: string }[]).map(({ id }) => id));
  },
  proof: put('proofs'),
  removed: async (db, rows) => {
    for (const { table, id } of rows as Removed[]) {
      await (db[removable[table]] as Table).delete(id);
      // A reply that became a message, and was forgotten before we heard of it.
      if (table === 'message') await db.outbox.delete(id);
    }
  },
};

const removable = {
  session: 'sessions',
  message: 'messages',
  conversation: 'conversations',
  contact: 'contacts',
  widget: 'widgets',
  proof: 'proofs',
} as const;

const allTables = (db: LocalDb) => [...cacheTables.map((name) => db[name]), db.outbox, db.state];

export const applyEvents = async (
  db: LocalDb,
  pairingId: string,
  raw: readonly unknown[],
): Promise<void> => {
  const events = raw.map(parseEvent);
  await db.transaction('rw', allTables(db) as Table[], async () => {
    const cursor = await readCursor(db, pairingId);
    if (cursor === null) return;
    const fresh = events.filter(({ seq }) => seq > cursor);
    const last = fresh.at(-1);
    if (!last) return;
    // Neighbours of one type go in together; the order between types is kept, so a row that is
    // removed and one that is put stay in their places.
    for (let from = 0; from < fresh.length; ) {
      const type = fresh[from]?.type;
      let to = from;
      while (fresh[to]?.type === type) to += 1;
      if (type && type !== 'later')
        await handlers[type](
          db,
          fresh.slice(from, to).flatMap((event) => ('row' in event ? [event.row] : [])),
        );
      from = to;
    }
    await db.state.put({ key: 'cursor', seq: last.seq, pairingId });
  });
};

/** `seen` is the cursor as it stood when the snapshot was asked for. */
export const applySnapshot = async (
  db: LocalDb,
  pairingId: string,
  snapshot: Snapshot,
  seen: number | null,
): Promise<void> => {
  const { agents, channel, widgets, contacts, conversations, sessions, messages, proofs, seq } =
    snapshot;
  await db.transaction('rw', allTables(db) as Table[], async () => {
    // Somebody else has brought the copy further while this one was on its way.
    if ((await readCursor(db, pairingId)) !== seen) return;
    for (const name of cacheTables) await db[name].clear();
    await db.agents.bulkPut(agents);
    await db.channels.put(channel);
    await db.widgets.bulkPut(widgets);
    await db.proofs.bulkPut(proofs);
    await db.contacts.bulkPut(contacts);
    const now = Date.now();
    await db.conversations.bulkPut(conversations.map((row) => place(row, now)));
    await db.sessions.bulkPut(sessions);
    await db.messages.bulkPut(messages);
    // What the server took is in its snapshot, or further back than that reaches.
    await db.outbox.filter(({ state }) => state === 'accepted').delete();
    await db.outbox.bulkDelete(messages.map(({ id }) => id));
    await db.state.put({ key: 'cursor', seq, pairingId });
  });
};

/** Older messages, and how far back the thread is whole now. What the stream has brought meanwhile is
 * newer than the page; and a page that no longer joins on (a snapshot came in between) is left out. */
export const applyThread = async (
  db: LocalDb,
  conversationId: string,
  page: ThreadPage,
  before?: { at: number; id: string },
): Promise<void> => {
  const { messages, sessions, isStart } = page;
  await db.transaction('rw', db.messages, db.sessions, db.threads, async () => {
    const reach = await db.threads.get(conversationId);
    if (before && reach?.fromId !== before.id) return;
    await putUnknown(db.messages as Table, messages);
    await putUnknown(db.sessions as Table, sessions);
    const [first] = messages;
    await db.threads.put({
      conversationId,
      fromAt: first?.at ?? reach?.fromAt ?? 0,
      fromId: first?.id ?? reach?.fromId ?? '',
      isStart,
    });
  });
};

const putUnknown = async (table: Table, rows: readonly { id: string }[]): Promise<void> => {
  const known = await table.bulkGet(rows.map(({ id }) => id));
  await table.bulkPut(rows.filter((_, index) => known[index] === undefined));
};
