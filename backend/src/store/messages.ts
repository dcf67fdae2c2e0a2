/** Everything that was said. A message is unique by two ids: the number's and Meta's. */
import type { ConversationId, MessageId, WidgetId } from '@deskside/shared/ids';
import { Content, type Message, type Origin } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type MessageRow = Tables['messages'];

export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  origin: row.origin,
  agentId: row.agentId,
  at: row.at,
  content: Content.parse(JSON.parse(row.content)),
  delivery: row.delivery,
  failure: row.failure,
});

export const messageById = (db: Db, id: MessageId): Promise<MessageRow | undefined> =>
  db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();

export const messageByMetaId = (
  db: Db,
  widgetId: WidgetId,
  metaId: string,
): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('widgetId', '=', widgetId)
    .where('metaId', '=', metaId)
    .executeTakeFirst();

export const newestMessage = (db: Db, id: ConversationId): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const insertMessage = async (tx: Tx, row: MessageRow): Promise<void> => {
  await tx.db.insertInto('messages').values(row).execute();
  tx.emit('message', toMessage(row));
};

export const updateMessage = async (
  tx: Tx,
  row: MessageRow,
  fields: Partial<MessageRow>,
): Promise<MessageRow> => {
  const next = { ...row, ...fields };
  await tx.db.updateTable('messages').set(fields).where('id', '=', row.id).execute();
  tx.emit('message', toMessage(next));
  return next;
};

export const removeMessage = async (tx: Tx, id: MessageId): Promise<void> => {
  await tx.db.deleteFrom('messages').where('id', '=', id).execute();
  tx.emit('removed', { table: 'message', id });
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
    .where('conversationId', '=', id)
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

/** What nobody has seen: spoken by the customer, arrived after the last message an agent saw, and not
 * older than the last reply from the phone, whose user had it before their eyes. */
export const countUnread = async (
  db: Db,
  id: ConversationId,
  readUpTo: MessageId | null,
  lastPhoneAt: number | null,
): Promise<number> => {
  const { count } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('conversationId', '=', id)
    .where('id', '>', readUpTo ?? ('' as MessageId))
    .where('origin', '=', 'customer')
    .where('isSpoken', '=', 1)
    .where('at', '>', lastPhoneAt ?? -1)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** When a person last answered with something that didn't fail. */
export const lastReply = async (
  db: Db,
  id: ConversationId,
  origins: readonly Origin[] = ['agent', 'phone'],
): Promise<number | null> => {
  const row = await db
    .selectFrom('messages')
    .select('at')
    .where('conversationId', '=', id)
    .where('origin', 'in', origins)
    .where('isSpoken', '=', 1)
    .where((eb) => eb.or([eb('delivery', 'is', null), eb('delivery', '!=', 'failed')]))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
};

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
