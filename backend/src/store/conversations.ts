/** A conversation's own columns, and the whole row that screens see, put together from them. */
import { type ContactId, type ConversationId, newId, type WidgetId } from '@deskside/shared/ids';
import type { Conversation, Message, Session } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { type MessageRow, messageById, toMessage } from './messages.ts';
import { latestSession, toSession } from './sessions.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type ConversationRow = Tables['conversations'];

const toConversation = (
  row: ConversationRow,
  session: Session | null,
  lastMessage: Message | null,
): Conversation => ({
  id: row.id,
  contactId: row.contactId,
  widgetId: row.widgetId,
  session,
  lastCustomerAt: row.lastCustomerAt,
  lastReplyAt: row.lastReplyAt,
  windowEndsAt: row.windowEndsAt,
  lastMessage,
  unreadCount: row.unreadCount,
  readUpTo: row.readUpTo,
});

export const conversationById = (
  db: Db,
  id: ConversationId,
): Promise<ConversationRow | undefined> =>
  db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();

export const findOrCreateConversation = async (
  tx: Tx,
  contactId: ContactId,
  widgetId: WidgetId,
): Promise<ConversationRow> => {
  const found = await tx.db
    .selectFrom('conversations')
    .selectAll()
    .where('contactId', '=', contactId)
    .where('widgetId', '=', widgetId)
    .executeTakeFirst();
  if (found) return found;
  const row: ConversationRow = {
    id: newId<ConversationId>(),
    contactId,
    widgetId,
    lastAt: 0,
    lastCustomerAt: null,
    lastReplyAt: null,
    lastPhoneAt: null,
    windowEndsAt: null,
    lastMessageId: null,
    unreadCount: 0,
    readUpTo: null,
  };
  await tx.db.insertInto('conversations').values(row).execute();
  return row;
};

/** `known` spares a look at the message that was just written, when it is the last one. */
export const saveConversation = async (
  tx: Tx,
  row: ConversationRow,
  known?: MessageRow,
): Promise<void> => {
  const { id, contactId: _contact, widgetId: _widget, ...fields } = row;
  await tx.db.updateTable('conversations').set(fields).where('id', '=', id).execute();
  const lastId = row.lastMessageId;
  const message = known?.id === lastId ? known : lastId && (await messageById(tx.db, lastId));
  tx.emit(
    'conversation',
    toConversation(row, await latestSession(tx.db, id), message ? toMessage(message) : null),
  );
};

/** The newest conversations, whole, with two questions for all of them. */
export const newestConversations = async (db: Db, limit: number): Promise<Conversation[]> => {
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .orderBy('lastAt', 'desc')
    .limit(limit)
    .execute();
  // Postgres takes no empty list.
  if (rows.length === 0) return [];
  const newest = db.selectFrom('conversations').select('id').orderBy('lastAt', 'desc').limit(limit);
  const sessions = await db
    .selectFrom('sessions')
    .selectAll()
    .where('conversationId', 'in', newest)
    .orderBy('openedAt')
    .execute();
  const messages = await db
    .selectFrom('messages')
    .selectAll()
    .where(
      'id',
      'in',
      rows.flatMap((row) => row.lastMessageId ?? []),
    )
    .execute();
  const latest = new Map(sessions.map((row) => [row.conversationId, toSession(row)]));
  const last = new Map(messages.map((row) => [row.id, toMessage(row)]));
  return rows.map((row) =>
    toConversation(
      row,
      latest.get(row.id) ?? null,
      (row.lastMessageId && last.get(row.lastMessageId)) || null,
    ),
  );
};
