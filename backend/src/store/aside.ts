/** What Meta signed and we couldn't read, whole, so that a later version can. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type AsideRow = Tables['aside'];

/** Named by its content: the same thing delivered again is kept once. */
export const asideId = (reason: string, body: Uint8Array): string =>
  createHash('sha256').update(reason).update(body).digest('hex');

export const keepAside = async (tx: Tx, fields: Omit<AsideRow, 'id' | 'tries'>): Promise<void> => {
  await tx.db
    .insertInto('aside')
    .values({ ...fields, id: asideId(fields.reason, fields.body), tries: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

/** The newest first, without their bodies, which may be large. */
export const asideRows = (db: Db, limit: number) =>
  db
    .selectFrom('aside')
    .select(['id', 'at', 'reason', 'numberId', 'tries'])
    .select((eb) => eb.fn<number>('length', ['body']).as('bytes'))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();

export const asideById = (db: Db, id: string): Promise<AsideRow | undefined> =>
  db.selectFrom('aside').selectAll().where('id', '=', id).executeTakeFirst();

export const asideIds = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('aside').select('id').orderBy('at').execute()).map(({ id }) => id);

export const countAside = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('aside')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const dropAside = async (tx: Tx, id: string): Promise<void> => {
  await tx.db.deleteFrom('aside').where('id', '=', id).execute();
};

export const countTry = async (tx: Tx, id: string): Promise<void> => {
  await tx.db
    .updateTable('aside')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
};

export const dropAsideBefore = async (tx: Tx, before: number): Promise<void> => {
  await tx.db.deleteFrom('aside').where('at', '<', before).execute();
};
