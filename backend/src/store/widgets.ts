/** The numbers that customers write to. Meta's id for one never leaves this side. */
import type { WidgetId } from '@deskside/shared/ids';
import type { DraftReason, Widget } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type WidgetRow = Tables['widgets'];

/** Ours comes first: a widget that an admin paused is paused, whatever Meta says of its number. */
export const reasonOf = (row: WidgetRow): DraftReason | null => row.draftReason ?? row.linkReason;

const toWidget = (row: WidgetRow): Widget => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  draftReason: reasonOf(row),
  draftDetail: row.draftReason === null ? row.linkDetail : null,
  isPractice: row.isPractice === 1,
});

export const allWidgets = async (db: Db): Promise<Widget[]> =>
  (await db.selectFrom('widgets').selectAll().orderBy('createdAt').execute()).map(toWidget);

export const widgetById = (db: Db, id: WidgetId): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('id', '=', id).executeTakeFirst();

export const widgetByNumber = (db: Db, numberId: string): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('numberId', '=', numberId).executeTakeFirst();

export const widgetRows = (
  tx: Tx,
  column: 'numberId' | 'accountId',
  values: readonly string[],
): Promise<WidgetRow[]> =>
  tx.db.selectFrom('widgets').selectAll().where(tx.among(column, values)).execute();

export const saveWidgets = async (tx: Tx, rows: readonly WidgetRow[]): Promise<void> => {
  await upsert(tx, 'widgets', ['id'], rows);
  for (const row of rows) tx.emit('widget', toWidget(row));
};

export const newWidgets = (db: Db): Promise<WidgetRow[]> =>
  db.selectFrom('widgets').selectAll().where('draftReason', '=', 'new').execute();

/** Those whose number is still to be asked after at Meta. */
export const widgetsToCheck = (db: Db): Promise<WidgetRow[]> =>
  db.selectFrom('widgets').selectAll().where('checkDue', '=', 1).execute();
