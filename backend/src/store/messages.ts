/** Everything that was said. A message is unique by two ids: the number's and Meta's. */
import type { Content } from '@deskside/shared/content';
import type { ConversationId, MessageId, WidgetId } from '@deskside/shared/ids';
import type { Extras, Message } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import { metaKeyOf, threadOf } from './keys.ts';
import type { Tables } from './tables.ts';
import { insertAll, upsert } from './upsert.ts';

type Db = Kysely<Tables>;
/** The keys follow from the ids, and are nobody's business but this file's. */
export type MessageRow = Omit<Tables['messages'], 'thread' | 'metaKey'>;

/** As screens see it. What was revoked isn't among it: the stream tells the same to everybody, and only
 * an admin may ask for the words. */
const toMessage = (row: MessageRow): Message => {
  const extras = (row.extras === null ? {} : JSON.parse(row.extras)) as Extras;
  const message: Message = {
    id: row.id,
    conversationId: row.conversationId,
    origin: row.origin,
    agentId: row.agentId,
    at: row.at,
    content: JSON.parse(row.content) as Content,
    delivery: row.delivery,
    failure: row.failure,
    ...extras,
  };
  if (row.revokedAt === null) return message;
  const { earlier: _, ...rest } = message;
  return { ...rest, content: { type: 'revoked' } };
};

export const shownMessages = async (reader: Reader, ids: readonly string[]): Promise<Message[]> =>
  (await findAll(reader, 'messages', 'id', ids)).map(toMessage);

export const messageById = (db: Db, id: MessageId): Promise<MessageRow | undefined> =>
  db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();

export const messageRows = (tx: Tx, ids: readonly MessageId[]): Promise<MessageRow[]> =>
  findAll(tx, 'messages', 'id', ids);

/** The messages of a widget with one of Meta's ids. */
export const messagesByMetaId = (
  tx: Tx,
  widgetId: WidgetId,
  metaIds: readonly string[],
): Promise<MessageRow[]> =>
  findAll(
    tx,
    'messages',
    'metaKey',
    metaIds.map((id) => metaKeyOf(widgetId, id)),
  );

/** The messages of a widget that quote one of Meta's ids. */
export const messagesQuoting = (
  tx: Tx,
  widgetId: WidgetId,
  metaIds: readonly string[],
): Promise<MessageRow[]> => findAll(tx, 'messages', 'quotedMetaId', metaIds, { widgetId });

/** When a widget's first message was said that came from Meta. */
export const firstArrival = async (db: Db, widgetId: WidgetId): Promise<number | null> => {
  const { at } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.min<number | null>('at').as('at'))
    .where('widgetId', '=', widgetId)
    .where('origin', 'in', ['customer', 'phone'])
    .executeTakeFirstOrThrow();
  return at === null ? null : Number(at);
};

export const latestFromCustomer = (db: Db, id: ConversationId): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('thread', '=', threadOf(id))
    .where('conversationId', '=', id)
    .where('origin', '=', 'customer')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Everything that was said in these conversations, in order. */
export const messagesOf = async (tx: Tx, ids: readonly ConversationId[]): Promise<MessageRow[]> => {
  const wanted = new Set(ids);
  const rows = await findAll(tx, 'messages', 'thread', ids.map(threadOf));
  return rows
    .filter(({ conversationId }) => wanted.has(conversationId))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
};

const withKeys = (row: MessageRow): Tables['messages'] => ({
  ...row,
  thread: threadOf(row.conversationId),
  metaKey: row.metaId === null ? null : metaKeyOf(row.widgetId, row.metaId),
});

/** Those that aren't there yet. Whoever inserts them also tells of them. */
export const insertMessages = (tx: Tx, rows: readonly MessageRow[]): Promise<void> =>
  insertAll(tx, 'messages', rows.map(withKeys));

export const saveMessages = (tx: Tx, rows: readonly MessageRow[]): Promise<void> => {
  for (const { id } of rows) tx.emit('message', id);
  return upsert(tx, 'messages', ['id'], rows.map(withKeys));
};

export const removeMessages = async (tx: Tx, ids: readonly MessageId[]): Promise<void> => {
  for (const id of ids) tx.emit('message', id);
  await removeAll(tx, 'messages', 'id', ids);
};

/** The newest messages of a conversation before a place in it, oldest first. */
export const messagesBefore = async (
  db: Db,
  id: ConversationId,
  before: { at: number; id: string },
  limit: number,
): Promise<Message[]> => {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('thread', '=', threadOf(id))
    .where('conversationId', '=', id)
    .where('at', '<=', before.at)
    .where((eb) =>
      eb.or([
        eb('at', '<', before.at),
        eb.and([eb('at', '=', before.at), eb('id', '<', before.id as MessageId)]),
      ]),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map(toMessage);
};

/** What the customer said that arrived after a message, and isn't older than the last reply from the phone,
 * whose user had it before their eyes. */
export const customersAfter = (
  db: Db,
  id: ConversationId,
  after: MessageId,
  lastPhoneAt: number | null,
) =>
  db
    .selectFrom('messages')
    .select(['id', 'contactId', 'weakKey'])
    .where('thread', '=', threadOf(id))
    .where('conversationId', '=', id)
    .where('id', '>', after)
    .where('origin', '=', 'customer')
    .where('isSpoken', '=', 1)
    .where('at', '>=', lastPhoneAt ?? 0)
    .execute();

/** What is still to be taken to Meta, and what somebody has taken but not settled. Oldest first, so
 * that a conversation's replies keep their order. */
export const queuedMessages = (db: Db): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('delivery', '=', 'queued')
    .orderBy('id')
    .limit(500)
    .execute();

/** Says that this server takes the message to Meta. Of two servers that ask, one gets it. */
export const claimMessage = async (tx: Tx, id: MessageId, at: number): Promise<boolean> => {
  const taken = await tx.db
    .updateTable('messages')
    .set({ sendStartedAt: at })
    .where('id', '=', id)
    .where('delivery', '=', 'queued')
    .where('sendStartedAt', 'is', null)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
};

/** Gives it back: Meta never heard of it, and it may be taken there again. */
export const releaseMessage = async (tx: Tx, id: MessageId): Promise<void> => {
  await tx.db.updateTable('messages').set({ sendStartedAt: null }).where('id', '=', id).execute();
};

export const messageIdsOf = async (tx: Tx, ids: readonly ConversationId[]): Promise<MessageId[]> =>
  (await messagesOf(tx, ids)).map(({ id }) => id);
