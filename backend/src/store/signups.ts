/** Tickets to the signup page. Only their hashes are kept; each is good for one signup. */
import type { AgentId } from '@deskside/shared/ids';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

export const insertSignup = async (
  tx: Tx,
  signup: { hash: string; agentId: AgentId; expiresAt: number },
): Promise<void> => {
  // The old ones are forgotten here: nobody else ever looks at them.
  await tx.db
    .deleteFrom('signups')
    .where('expiresAt', '<', signup.expiresAt - 86_400_000)
    .execute();
  await tx.db
    .insertInto('signups')
    .values({ ...signup, usedAt: null })
    .execute();
};

export const isSignupGood = async (
  db: Kysely<Tables>,
  hash: string,
  now: number,
): Promise<boolean> => {
  const row = await db
    .selectFrom('signups')
    .select('hash')
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row !== undefined;
};

/** Of two who finish at once, one gets it. */
export const claimSignup = async (tx: Tx, hash: string, now: number): Promise<boolean> => {
  const claimed = await tx.db
    .updateTable('signups')
    .set({ usedAt: now })
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return claimed.numUpdatedRows > 0n;
};

/** Nothing came of it: the same page may try again. */
export const releaseSignup = async (tx: Tx, hash: string): Promise<void> => {
  await tx.db.updateTable('signups').set({ usedAt: null }).where('hash', '=', hash).execute();
};
