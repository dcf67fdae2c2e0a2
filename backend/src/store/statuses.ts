/** Statuses that came before their message. They wait here, the furthest one only. */
import type { WidgetId } from '@deskside/shared/ids';
import type { Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export type EarlyStatus = Tables['earlyStatuses'];

export const earlyStatuses = (
  tx: Tx,
  widgetId: WidgetId,
  metaIds: readonly string[],
): Promise<EarlyStatus[]> => findAll(tx, 'earlyStatuses', 'metaId', metaIds, { widgetId });

export const saveEarlyStatuses = (tx: Tx, rows: readonly EarlyStatus[]): Promise<void> =>
  upsert(tx, 'earlyStatuses', ['widgetId', 'metaId'], rows);

export const dropEarlyStatuses = async (tx: Tx, rows: readonly EarlyStatus[]): Promise<void> => {
  for (const [widgetId, some] of Map.groupBy(rows, (row) => row.widgetId))
    await removeAll(
      tx,
      'earlyStatuses',
      'metaId',
      some.map(({ metaId }) => metaId),
      { widgetId },
    );
};

/** Meta retries for seven days; a status whose message hasn't come by then belongs to nobody. */
export const pruneEarlyStatuses = async (tx: Tx, now: number): Promise<void> => {
  const oldest = now - 8 * 24 * 60 * 60 * 1000;
  await tx.db.deleteFrom('earlyStatuses').where('at', '<', oldest).execute();
};
