/** Reactions, edits and revokes, by the message they are about, which may not have come yet. */
import type { WidgetId } from '@deskside/shared/ids';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export type MarkRow = Tables['marks'];

/** Those of a widget with one of these ids of their own, or about one of them. */
export const marksAround = (
  tx: Tx,
  widgetId: WidgetId,
  metaIds: readonly string[],
): Promise<MarkRow[]> =>
  tx.db
    .selectFrom('marks')
    .selectAll()
    .where('widgetId', '=', widgetId)
    .where(tx.among('targetMetaId', metaIds))
    .union(
      tx.db
        .selectFrom('marks')
        .selectAll()
        .where('widgetId', '=', widgetId)
        .where(tx.among('metaId', metaIds)),
    )
    .execute();

export const saveMarks = (tx: Tx, rows: readonly MarkRow[]): Promise<void> =>
  upsert(tx, 'marks', ['widgetId', 'metaId'], rows);
