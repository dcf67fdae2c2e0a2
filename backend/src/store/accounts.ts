/** The WhatsApp Business accounts that admins have linked, how, and whose they are. */
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { findAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export type AccountRow = Tables['accounts'];

export const allAccounts = (db: Kysely<Tables>): Promise<AccountRow[]> =>
  db.selectFrom('accounts').selectAll().orderBy('at').orderBy('accountId').execute();

export const accountRows = (tx: Tx, ids: readonly string[]): Promise<AccountRow[]> =>
  findAll(tx, 'accounts', 'accountId', ids);

export const saveAccount = (tx: Tx, row: AccountRow): Promise<void> =>
  upsert(tx, 'accounts', ['accountId'], [row]);
