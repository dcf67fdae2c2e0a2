/** Sessions in their order. Neighbours are all that a new message needs to find its place. */
import type { ContactId, ConversationId, SessionId, WidgetId } from '@deskside/shared/ids';
import type { Session } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type SessionRow = Tables['sessions'];
export type CloseRow = Tables['closes'];

export const toSession = (row: SessionRow): Session => ({
  id: row.id,
  conversationId: row.conversationId,
  openedAt: row.openedAt,
  lastCustomerAt: row.lastCustomerAt,
  closedAt: row.closedAt,
});

/** The latest session lasts as long as its conversation's last word, which is written there anyway: its
 * own row is left alone until it is closed or another one opens, and says by then only how it began. */
export const asOf = (
  row: SessionRow,
  conversation: Pick<Tables['conversations'], 'sessionId' | 'lastCustomerAt'> | undefined,
): SessionRow =>
  conversation?.sessionId === row.id && (conversation.lastCustomerAt ?? 0) > row.lastCustomerAt
    ? { ...row, lastCustomerAt: conversation.lastCustomerAt ?? 0 }
    : row;

export const latestSession = async (
  db: Db,
  conversation: Tables['conversations'],
): Promise<SessionRow | undefined> => {
  if (!conversation.sessionId) return undefined;
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', conversation.sessionId)
    .executeTakeFirst();
  return row && asOf(row, conversation);
};

export const shownSessions = async (reader: Reader, ids: readonly string[]): Promise<Session[]> => {
  const rows = await findAll(reader, 'sessions', 'id', ids);
  const conversations = await findAll(
    reader,
    'conversations',
    'id',
    rows.map((row) => row.conversationId),
  );
  const byId = new Map(conversations.map((row) => [row.id, row]));
  return rows.map((row) => toSession(asOf(row, byId.get(row.conversationId))));
};

export const sessionsOfAll = (tx: Tx, ids: readonly ConversationId[]): Promise<SessionRow[]> =>
  findAll(tx, 'sessions', 'conversationId', ids);

export const sessionRows = (reader: Reader, ids: readonly SessionId[]): Promise<SessionRow[]> =>
  findAll(reader, 'sessions', 'id', ids);

/** The sessions that a stretch of a thread, from a moment on, has marks of. */
export const sessionsSince = async (
  db: Db,
  conversation: Tables['conversations'],
  at: number,
): Promise<Session[]> =>
  (
    await db
      .selectFrom('sessions')
      .selectAll()
      .where('conversationId', '=', conversation.id)
      .orderBy('openedAt')
      .execute()
  )
    .map((row) => asOf(row, conversation))
    .filter((row) => (row.closedAt ?? row.lastCustomerAt) >= at || row.lastCustomerAt >= at)
    .map(toSession);

export const saveSessions = (tx: Tx, rows: readonly SessionRow[]): Promise<void> =>
  upsert(tx, 'sessions', ['id'], rows);

/** Tells of sessions that aren't their conversation's latest; that one is told with the conversation. */
export const emitSessions = (tx: Tx, rows: readonly SessionRow[]): void => {
  for (const { id } of rows) tx.emit('session', id);
};

export const removeSessions = async (tx: Tx, ids: readonly SessionId[]): Promise<void> => {
  for (const id of ids) tx.emit('session', id);
  await removeAll(tx, 'sessions', 'id', ids);
};

export const insertClose = async (tx: Tx, row: CloseRow): Promise<void> => {
  await tx.db.insertInto('closes').values(row).execute();
};

/** Those that were closed when only a bare phone was known. */
export const closesByBareIds = (tx: Tx, contactIds: readonly ContactId[]): Promise<CloseRow[]> =>
  tx.db
    .selectFrom('closes')
    .selectAll()
    .where('weakKey', 'is not', null)
    .where(tx.among('contactId', contactIds))
    .execute();

export const closesByContacts = (tx: Tx, ids: readonly ContactId[]): Promise<CloseRow[]> =>
  findAll(tx, 'closes', 'contactId', ids);

export const saveCloses = (tx: Tx, rows: readonly CloseRow[]): Promise<void> =>
  upsert(tx, 'closes', ['id'], rows);

/** What agents have closed, for the people and the widget of a conversation. */
export const closesOf = (
  tx: Tx,
  contactIds: readonly ContactId[],
  widgetId: WidgetId,
): Promise<CloseRow[]> =>
  tx.db
    .selectFrom('closes')
    .selectAll()
    .where('widgetId', '=', widgetId)
    .where(tx.among('contactId', contactIds))
    .orderBy('at')
    .execute();

/** When what was closed is forgotten, so are its closes. */
export const removeCloses = async (
  tx: Tx,
  contactIds: readonly ContactId[],
  widgetId: WidgetId,
): Promise<void> => {
  await tx.db
    .deleteFrom('closes')
    .where(tx.among('contactId', contactIds))
    .where('widgetId', '=', widgetId)
    .execute();
};
