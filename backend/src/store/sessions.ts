/** Sessions in their order. Neighbours are all that a new message needs to find its place. */
import type { ConversationId, SessionId } from '@deskside/shared/ids';
import type { Session } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type SessionRow = Tables['sessions'];

export const toSession = ({ closedBy: _, ...session }: SessionRow): Session => session;

const ofConversation = (db: Db, id: ConversationId) =>
  db.selectFrom('sessions').selectAll().where('conversationId', '=', id);

/** The last session that opened at or before a moment, and the first that opened after it. */
export const sessionsAround = async (db: Db, id: ConversationId, at: number) => {
  // Nearly every message comes after the last session has opened; one look is then enough.
  const last = await ofConversation(db, id).orderBy('openedAt', 'desc').limit(1).executeTakeFirst();
  if (!last || last.openedAt <= at) return { before: last, after: undefined };
  return neighbours(db, id, at);
};

const neighbours = async (db: Db, id: ConversationId, at: number) => ({
  before: await ofConversation(db, id)
    .where('openedAt', '<=', at)
    .orderBy('openedAt', 'desc')
    .limit(1)
    .executeTakeFirst(),
  after: await ofConversation(db, id)
    .where('openedAt', '>', at)
    .orderBy('openedAt')
    .limit(1)
    .executeTakeFirst(),
});

export const latestSession = async (db: Db, id: ConversationId): Promise<Session | null> => {
  const row = await ofConversation(db, id).orderBy('openedAt', 'desc').limit(1).executeTakeFirst();
  return row ? toSession(row) : null;
};

/** The sessions that a stretch of a thread, from a moment on, has marks of. */
export const sessionsSince = async (db: Db, id: ConversationId, at: number): Promise<Session[]> =>
  (await ofConversation(db, id).orderBy('openedAt').execute())
    .filter((row) => (row.closedAt ?? row.lastCustomerAt) >= at || row.lastCustomerAt >= at)
    .map(toSession);

export const saveSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  const { id, conversationId: _, ...fields } = row;
  await tx.db
    .insertInto('sessions')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute();
  tx.emit('session', toSession({ ...row, id }));
};

export const removeSession = async (tx: Tx, id: SessionId): Promise<void> => {
  await tx.db.deleteFrom('sessions').where('id', '=', id).execute();
  tx.emit('removed', { table: 'session', id });
};
