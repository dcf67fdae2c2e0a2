/** What admins have entered, as it is sealed. Opening it is seal.ts's part. */
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export type SecretRow = Tables['secrets'];

export const allSecrets = (db: Kysely<Tables>): Promise<SecretRow[]> =>
  db.selectFrom('secrets').selectAll().execute();

export const saveSecret = (tx: Tx, row: SecretRow): Promise<void> =>
  upsert(tx, 'secrets', ['name'], [row]);

export const dropSecret = async (tx: Tx, name: string): Promise<void> => {
  await tx.db.deleteFrom('secrets').where('name', '=', name).execute();
};
