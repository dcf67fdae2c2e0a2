/** The numbers that customers write to. Meta's id for one never leaves this side. */
import type { WidgetId } from '@deskside/shared/ids';
import type { DraftReason, Widget } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import { readChannel } from './channels.ts';
import type { Reader, Tx } from './db.ts';
import { findAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type WidgetRow = Tables['widgets'];

/** Ours comes first: a widget that an admin paused is paused, whatever Meta says of its number. The
 * channel comes last: it only stops those that nothing else stops. */
const decideReason = (row: WidgetRow, isChannelOn: boolean): DraftReason | null =>
  row.draftReason ?? row.linkReason ?? (isChannelOn ? null : 'channel-off');

export const reasonOf = async (db: Db, row: WidgetRow): Promise<DraftReason | null> =>
  decideReason(row, (await readChannel(db)).isOn);

const toWidget = (row: WidgetRow, isChannelOn: boolean): Widget => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  draftReason: decideReason(row, isChannelOn),
  draftDetail: row.draftReason === null ? row.linkDetail : null,
  isPractice: row.isPractice === 1,
  way: row.way,
  isOnPhone: row.isOnPhone === null ? null : row.isOnPhone === 1,
  unsubscribe: row.unsubscribe,
  createdAt: row.createdAt,
  publicName: row.publicName,
  answering: row.answering,
  answerAfterMinutes: row.answerAfterMinutes,
  isBotOn: row.isBotOn === 1,
  handsOver: row.handsOver === 1,
  greeting: row.greeting,
});

/** What every widget begins with; an admin reviews it before enabling. */
export const widgetDefaults = {
  answering: 'ask-then-bot',
  answerAfterMinutes: 2,
  isBotOn: 1,
  handsOver: 1,
  greeting: '',
  way: null,
  addedAt: null,
  isOnPhone: null,
  unsubscribe: null,
  draftReason: 'new',
  linkReason: null,
  linkDetail: null,
  checkDue: 0,
  isPractice: 0,
} as const satisfies Partial<WidgetRow>;

export const allRows = (db: Db): Promise<WidgetRow[]> =>
  db.selectFrom('widgets').selectAll().orderBy('createdAt').orderBy('id').execute();

export const toWidgets = async (db: Db, rows: readonly WidgetRow[]): Promise<Widget[]> => {
  const { isOn } = await readChannel(db);
  return rows.map((row) => toWidget(row, isOn));
};

export const allWidgets = async (db: Db): Promise<Widget[]> => toWidgets(db, await allRows(db));

export const shownWidgets = async (reader: Reader, ids: readonly string[]): Promise<Widget[]> =>
  toWidgets(reader.db, await findAll(reader, 'widgets', 'id', ids));

export const shownWidget = async (db: Db, id: WidgetId): Promise<Widget> => {
  const row = await db
    .selectFrom('widgets')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return toWidget(row, (await readChannel(db)).isOn);
};

export const widgetById = (db: Db, id: WidgetId): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('id', '=', id).executeTakeFirst();

export const widgetByNumber = (db: Db, numberId: string): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('numberId', '=', numberId).executeTakeFirst();

export const widgetByPhone = (db: Db, phone: string): Promise<WidgetRow | undefined> =>
  db
    .selectFrom('widgets')
    .selectAll()
    .where('phone', '=', phone)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst();

export const widgetRows = (
  tx: Tx,
  column: 'numberId' | 'accountId' | 'phone',
  values: readonly string[],
): Promise<WidgetRow[]> => findAll(tx, 'widgets', column, values);

/** It was taken away, here, on the phone or by Meta. */
export const isGone = ({ draftReason, linkReason }: WidgetRow): boolean =>
  draftReason === 'disconnected' || linkReason === 'unlinked';

export const saveWidgets = async (tx: Tx, rows: readonly WidgetRow[]): Promise<void> => {
  if (rows.length === 0) return;
  emitWidgets(tx, rows);
  await upsert(tx, 'widgets', ['id'], rows);
};

export const practiceRow = (db: Db): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('isPractice', '=', 1).executeTakeFirst();

export const emitWidgets = (tx: Tx, rows: readonly WidgetRow[]): void => {
  for (const { id } of rows) tx.emit('widget', id);
};

/** Those that only wrote; what an admin has begun to set up waits for the admin. */
export const newWidgets = (db: Db): Promise<WidgetRow[]> =>
  db
    .selectFrom('widgets')
    .selectAll()
    .where('draftReason', '=', 'new')
    .where('addedAt', 'is', null)
    .execute();

/** Those whose number is still to be asked after at Meta. */
export const widgetsToCheck = (db: Db): Promise<WidgetRow[]> =>
  db.selectFrom('widgets').selectAll().where('checkDue', '=', 1).execute();

/** Which number each widget is, by Meta's id. */
export const widgetLines = (db: Db): Promise<Pick<WidgetRow, 'id' | 'numberId' | 'isPractice'>[]> =>
  db.selectFrom('widgets').select(['id', 'numberId', 'isPractice']).execute();

/** The accounts from which our app is still to be taken away. */
export const widgetsOwed = async (db: Db, withFailed: boolean): Promise<string[]> => {
  const rows = await db
    .selectFrom('widgets')
    .select('accountId')
    .distinct()
    .where('unsubscribe', 'in', withFailed ? ['due', 'failed'] : ['due'])
    .execute();
  return rows.map(({ accountId }) => accountId);
};
