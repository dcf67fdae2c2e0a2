/** Statuses that came before their message. They wait here, the furthest one only. */
import type { WidgetId } from '@deskside/shared/ids';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

export type EarlyStatus = Tables['earlyStatuses'];

export const earlyStatus = (
  tx: Tx,
  widgetId: WidgetId,
  metaId: string,
): Promise<EarlyStatus | undefined> =>
  tx.db
    .selectFrom('earlyStatuses')
    .selectAll()
    .where('widgetId', '=', widgetId)
    .where('metaId', '=', metaId)
    .executeTakeFirst();

export const saveEarlyStatus = async (tx: Tx, status: EarlyStatus): Promise<void> => {
  const { delivery, failure, at } = status;
  await tx.db
    .insertInto('earlyStatuses')
    .values(status)
    .onConflict((conflict) =>
      conflict.columns(['widgetId', 'metaId']).doUpdateSet({ delivery, failure, at }),
    )
    .execute();
};

export const dropEarlyStatus = async (
  tx: Tx,
  widgetId: WidgetId,
  metaId: string,
): Promise<void> => {
  await tx.db
    .deleteFrom('earlyStatuses')
    .where('widgetId', '=', widgetId)
    .where('metaId', '=', metaId)
    .execute();
};

/** Meta retries for seven days; a status whose message hasn't come by then belongs to nobody. */
export const pruneEarlyStatuses = async (tx: Tx, now: number): Promise<void> => {
  const oldest = now - 8 * 24 * 60 * 60 * 1000;
  await tx.db.deleteFrom('earlyStatuses').where('at', '<', oldest).execute();
};
