/** A conversation's own columns, and the whole row that screens see, put together from them. */
import type { ContactId, ConversationId, MessageId } from '@deskside/shared/ids';
import type { Conversation, Message } from '@deskside/shared/models';
import { windowEnd } from '@deskside/shared/session';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import { shownMessages } from './messages.ts';
import { asOf, type SessionRow, sessionRows, toSession } from './sessions.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type ConversationRow = Tables['conversations'];

const toConversation = (
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

/** What a thread ends with once this message is in it. Within one second Meta gives no order, and what came
 * later is shown later. */
export const endWith = (
  { lastAt, lastMessageId }: ConversationRow,
  { at, id }: { at: number; id: MessageId },
): Pick<ConversationRow, 'lastAt' | 'lastMessageId'> => {
  const isLast = at > lastAt || (at === lastAt && id > (lastMessageId ?? ''));
  return isLast ? { lastAt: at, lastMessageId: id } : { lastAt, lastMessageId };
};

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
  await removeConversations(
    tx,
    rows.filter(({ lastMessageId }) => lastMessageId === null),
  );
};

export const removeConversations = (tx: Tx, rows: readonly ConversationRow[]): Promise<void> =>
  removeAll(
    tx,
    'conversations',
    'id',
    rows.map(({ id }) => id),
  );

const HOUR_MS = 60 * 60 * 1000;

/** Whose they are stays as it is. */
export const saveConversations = (tx: Tx, rows: readonly ConversationRow[]): Promise<void> => {
  for (const row of rows) row.lastHour = Math.floor(row.lastAt / HOUR_MS);
  return upsert(tx, 'conversations', ['id'], rows, ['contactId', 'widgetId']);
};

/** They are somebody else's now. */
export const giveConversations = (tx: Tx, rows: readonly ConversationRow[]): Promise<void> =>
  upsert(tx, 'conversations', ['id'], rows);

/** Saves one, and tells of it. */
export const changeConversation = async (tx: Tx, row: ConversationRow): Promise<void> => {
  await saveConversations(tx, [row]);
  tx.emit('conversation', row.id);
};

/** The newest, whole. One whose messages have all gone to another (two contacts were one person) has
 * nothing to show. */
export const newestConversations = async (
  reader: Reader,
  limit: number,
): Promise<Conversation[]> => {
  const rows = await reader.db
    .selectFrom('conversations')
    .selectAll()
    .where('lastMessageId', 'is not', null)
    // By the hour first: that index isn't written for every message.
    .orderBy('lastHour', 'desc')
    .orderBy('lastAt', 'desc')
    .limit(limit)
    .execute();
  return withWhatTheyShow(reader, rows);
};

export const shownConversations = async (
  reader: Reader,
  ids: readonly string[],
): Promise<Conversation[]> => {
  const rows = await findAll(reader, 'conversations', 'id', ids);
  return withWhatTheyShow(
    reader,
    rows.filter(({ lastMessageId }) => lastMessageId !== null),
  );
};

/** Whole rows, with the latest session and the last message: two questions for all of them. */
const withWhatTheyShow = async (
  reader: Reader,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> => {
  const sessions = await sessionRows(
    reader,
    rows.flatMap((row) => row.sessionId ?? []),
  );
  const messages = await shownMessages(
    reader,
    rows.flatMap((row) => row.lastMessageId ?? []),
  );
  const latest = new Map(sessions.map((row) => [row.id, row]));
  const last = new Map(messages.map((row) => [row.id, row]));
  return rows.map((row) =>
    toConversation(
      row,
      row.sessionId ? latest.get(row.sessionId) : null,
      (row.lastMessageId && last.get(row.lastMessageId)) || null,
    ),
  );
};

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
