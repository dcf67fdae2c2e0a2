/** How deliveries came, by the hour. Rows are added to, never written over: several servers count. */
import type { Outcome } from '@deskside/shared/manage';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type DeliveryHour = Tables['deliveryHours'];

export const HOUR_MS = 60 * 60 * 1000;

export const addDeliveryHours = async (tx: Tx, rows: readonly DeliveryHour[]): Promise<void> => {
  for (const row of rows)
    await tx.db
      .insertInto('deliveryHours')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['hour', 'numberId', 'outcome']).doUpdateSet((eb) => ({
          count: eb('deliveryHours.count', '+', row.count),
          // Whichever server writes last, the latest of both stays.
          lastAt: eb
            .case()
            .when('deliveryHours.lastAt', '>', row.lastAt)
            .then(eb.ref('deliveryHours.lastAt'))
            .else(row.lastAt)
            .end(),
        })),
      )
      .execute();
};

export const deliveryHoursSince = (db: Db, at: number): Promise<DeliveryHour[]> =>
  db
    .selectFrom('deliveryHours')
    .selectAll()
    .where('hour', '>=', Math.floor(at / HOUR_MS))
    .execute();

/** When each number was last heard of, however long ago that is: kept rows, and not the widgets',
 * because ingest mustn't write one more row for each delivery. */
export const lastDeliveries = async (
  db: Db,
  outcome: Outcome,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await db
    .selectFrom('deliveryHours')
    .select('numberId')
    .select((eb) => eb.fn.max('lastAt').as('at'))
    .where('outcome', '=', outcome)
    .groupBy('numberId')
    .execute();
  return new Map(rows.map(({ numberId, at }) => [numberId, Number(at)]));
};

/** Older hours are no measure of what is usual any more. Each number's newest stays, as its last. */
export const pruneDeliveryHours = async (tx: Tx, before: number): Promise<void> => {
  const hour = Math.floor(before / HOUR_MS);
  const newest = await lastDeliveries(tx.db, 'stored');
  let query = tx.db.deleteFrom('deliveryHours').where('hour', '<', hour);
  for (const [numberId, at] of newest)
    if (at < before)
      query = query.where((eb) =>
        eb.not(eb.and([eb('numberId', '=', numberId), eb('lastAt', '=', at)])),
      );
  await query.execute();
};
