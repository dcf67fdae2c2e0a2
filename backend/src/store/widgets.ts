/** The numbers that customers write to. Meta's id for one never leaves this side. */
import { newId, type WidgetId } from '@deskside/shared/ids';
import type { DraftReason, Widget } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type WidgetRow = Tables['widgets'];

const toWidget = (row: WidgetRow): Widget => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  draftReason: row.draftReason,
  isPractice: row.isPractice === 1,
});

export const allWidgets = async (db: Db): Promise<Widget[]> =>
  (await db.selectFrom('widgets').selectAll().orderBy('createdAt').execute()).map(toWidget);

export const widgetById = (db: Db, id: WidgetId): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('id', '=', id).executeTakeFirst();

export const widgetByNumber = (db: Db, numberId: string): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('numberId', '=', numberId).executeTakeFirst();

export const insertWidget = async (
  tx: Tx,
  fields: Omit<WidgetRow, 'id' | 'createdAt'>,
  at: number,
): Promise<WidgetRow> => {
  const row: WidgetRow = { ...fields, id: newId<WidgetId>(), createdAt: at };
  await tx.db.insertInto('widgets').values(row).execute();
  tx.emit('widget', toWidget(row));
  return row;
};

export const saveDraftReason = async (
  tx: Tx,
  row: WidgetRow,
  draftReason: DraftReason | null,
): Promise<void> => {
  await tx.db.updateTable('widgets').set({ draftReason }).where('id', '=', row.id).execute();
  tx.emit('widget', toWidget({ ...row, draftReason }));
};

export const newWidgets = (db: Db): Promise<WidgetRow[]> =>
  db.selectFrom('widgets').selectAll().where('draftReason', '=', 'new').execute();
