/** Commands that were done, with their answers. */
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

export type CommandRow = Tables['commands'];

export const commandById = (tx: Tx, id: string): Promise<CommandRow | undefined> =>
  tx.db.selectFrom('commands').selectAll().where('id', '=', id).executeTakeFirst();

export const insertCommand = async (tx: Tx, row: CommandRow): Promise<void> => {
  await tx.db.insertInto('commands').values(row).execute();
};
