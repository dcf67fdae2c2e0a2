/** The workspace's own settings: one row, there from the first start. */
import type { WorkspaceSettings } from '@deskside/shared/manage';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

export const workspaceSettings = async (db: Kysely<Tables>): Promise<WorkspaceSettings> => {
  const { name, timeZone, keepDays } = await db
    .selectFrom('workspace')
    .selectAll()
    .executeTakeFirstOrThrow();
  return { name, timeZone, keepDays: keepDays as WorkspaceSettings['keepDays'] };
};

export const saveWorkspaceSettings = async (tx: Tx, settings: WorkspaceSettings): Promise<void> => {
  const { name, timeZone, keepDays } = settings;
  await tx.db
    .updateTable('workspace')
    .set({ name, timeZone, keepDays })
    .where('id', '=', 1)
    .execute();
};
