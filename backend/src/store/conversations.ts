/** A conversation's own columns, and the whole row that screens see, put together from them. */
import type { ContactId, ConversationId, MessageId } from '@deskside/shared/ids';
import type { Conversation, Message } from '@deskside/shared/models';
import { windowEnd } from '@deskside/shared/session';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import { messageById, toMessage } from './messages.ts';
import { asOf, latestSession, type SessionRow, toSession } from './sessions.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type ConversationRow = Tables['conversations'];

export const toConversation = (
  row: ConversationRow,
  session: SessionRow | null | undefined,
  lastMessage: Message | null,
): Conversation => ({
  id: row.id,
  contactId: row.contactId,
  widgetId: row.widgetId,
  session: session ? toSession(asOf(session, row)) : null,
  lastCustomerAt: row.lastCustomerAt,
  lastReplyAt: row.lastReplyAt,
  windowEndsAt: windowEnd(row.lastMovedAt, row.refusedAt),
  lastMessage,
  unreadCount: row.unreadCount,
  readUpTo: row.readUpTo,
});

export const conversationById = (
  db: Db,
  id: ConversationId,
): Promise<ConversationRow | undefined> =>
  db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();

/** Those of these people who have said or been told anything. */
export const talkedTo = async (
  db: Db,
  ids: readonly ContactId[],
): Promise<ReadonlySet<ContactId>> => {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('conversations')
    .select('contactId')
    .where('contactId', 'in', ids)
    .where('lastMessageId', 'is not', null)
    .execute();
  return new Set(rows.map(({ contactId }) => contactId));
};

export const conversationRows = (
  tx: Tx,
  column: 'id' | 'contactId',
  ids: readonly (ConversationId | ContactId)[],
): Promise<ConversationRow[]> => findAll(tx, 'conversations', column, ids);

/** Those of these people that have no message, and that no screen shows: a merge has emptied them. */
export const removeEmptyOf = async (tx: Tx, contactIds: readonly ContactId[]): Promise<void> => {
  const rows = await conversationRows(tx, 'contactId', contactIds);
  const empty = rows.filter(({ lastMessageId }) => lastMessageId === null);
  await removeAll(
    tx,
    'conversations',
    'id',
    empty.map(({ id }) => id),
  );
};

const HOUR_MS = 60 * 60 * 1000;

export const saveConversations = (tx: Tx, rows: readonly ConversationRow[]): Promise<void> => {
  for (const row of rows) row.lastHour = Math.floor(row.lastAt / HOUR_MS);
  return upsert(tx, 'conversations', ['id'], rows);
};

/** Saves one whose last message and session are as they were. */
export const saveConversation = async (tx: Tx, row: ConversationRow): Promise<void> => {
  await saveConversations(tx, [row]);
  const session = await latestSession(tx.db, row);
  const message = row.lastMessageId && (await messageById(tx.db, row.lastMessageId));
  tx.emit('conversation', toConversation(row, session, message ? toMessage(message) : null));
};

/** The newest conversations, whole, with two questions for all of them. One whose messages have all
 * gone to another (two contacts were one person) has nothing to show. */
export const newestConversations = async (db: Db, limit: number): Promise<Conversation[]> => {
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .where('lastMessageId', 'is not', null)
    // By the hour first: that index isn't written for every message.
    .orderBy('lastHour', 'desc')
    .orderBy('lastAt', 'desc')
    .limit(limit)
    .execute();
  const sessions = await byIds(
    db,
    'sessions',
    rows.flatMap((row) => row.sessionId ?? []),
  );
  const messages = await byIds(
    db,
    'messages',
    rows.flatMap((row) => row.lastMessageId ?? []),
  );
  const latest = new Map(sessions.map((row) => [row.id, row]));
  const last = new Map(messages.map((row) => [row.id, toMessage(row)]));
  return rows.map((row) =>
    toConversation(
      row,
      row.sessionId ? latest.get(row.sessionId) : null,
      (row.lastMessageId && last.get(row.lastMessageId)) || null,
    ),
  );
};

/** Postgres takes no empty list. */
const byIds = async <T extends 'sessions' | 'messages'>(
  db: Db,
  table: T,
  ids: readonly Tables[T]['id'][],
): Promise<Tables[T][]> =>
  ids.length === 0
    ? []
    : ((await db
        .selectFrom(table as 'messages')
        .selectAll()
        .where('id', 'in', ids as readonly MessageId[])
        .execute()) as unknown as Tables[T][]);

/** Those in which nobody has said anything since, the longest silent first. */
export const silentConversations = (
  db: Db,
  since: number,
  limit: number,
): Promise<ConversationRow[]> =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('lastMessageId', 'is not', null)
    .where('lastHour', '<=', Math.floor(since / HOUR_MS))
    .where('lastAt', '<', since)
    .orderBy('lastHour')
    .limit(limit)
    .execute();
