/** What machines have proved: of every check and subject the last answer. */
import { type Proof, proofId } from '@deskside/shared/proofs';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;

const toProof = (row: Tables['proofs']): Proof => ({
  ...row,
  isOk: row.isOk === 1,
  detail: JSON.parse(row.detail) as Proof['detail'],
});

export const allProofs = async (db: Db): Promise<Proof[]> =>
  (await db.selectFrom('proofs').selectAll().orderBy('id').execute()).map(toProof);

export const shownProofs = async (reader: Reader, ids: readonly string[]): Promise<Proof[]> =>
  (await findAll(reader, 'proofs', 'id', ids)).map(toProof);

export const proofOf = async (
  db: Db,
  check: Proof['check'],
  subject: string,
): Promise<Proof | undefined> => {
  const id = proofId(check, subject);
  const row = await db.selectFrom('proofs').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toProof(row);
};

/** What they proved is no longer so. */
export const dropProofs = async (
  tx: Tx,
  checks: readonly Proof['check'][],
  subject: string,
): Promise<void> => {
  const rows = await findAll(
    tx,
    'proofs',
    'id',
    checks.map((check) => proofId(check, subject)),
  );
  await removeAll(
    tx,
    'proofs',
    'id',
    rows.map(({ id }) => id),
  );
  for (const { id } of rows) tx.emit('proof', id);
};

export const saveProof = async (tx: Tx, proof: Omit<Proof, 'id'>): Promise<Proof> => {
  const row = { ...proof, id: proofId(proof.check, proof.subject) };
  const stored = { ...row, isOk: row.isOk ? 1 : 0, detail: JSON.stringify(row.detail) };
  await upsert(tx, 'proofs', ['id'], [stored]);
  tx.emit('proof', row.id);
  return row;
};
