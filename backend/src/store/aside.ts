import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

/** Keeps what Meta signed and we couldn't read, whole, so that a later version can. Named by its
 * content: the same thing delivered again is kept once. */
export const keepAside = async (
  tx: Tx,
  reason: string,
  body: Uint8Array,
  at: number,
): Promise<void> => {
  const id = createHash('sha256').update(reason).update(body).digest('hex');
  await tx.db
    .insertInto('aside')
    .values({ id, at, reason, body })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

export const asideReasons = async (db: Kysely<Tables>): Promise<string[]> =>
  (await db.selectFrom('aside').select('reason').orderBy('at').execute()).map((row) => row.reason);
