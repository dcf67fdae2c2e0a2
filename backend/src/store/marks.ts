/** Reactions, edits and revokes, by the message they are about, which may not have come yet. */
import type { WidgetId } from '@deskside/shared/ids';
import type { Tx } from './db.ts';
import { findAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export type MarkRow = Tables['marks'];

/** Those of a widget with one of these ids of their own, or about one of them. */
export const marksAround = async (
  tx: Tx,
  widgetId: WidgetId,
  metaIds: readonly string[],
): Promise<MarkRow[]> => {
  const [about, own] = await Promise.all([
    findAll(tx, 'marks', 'targetMetaId', metaIds, { widgetId }),
    findAll(tx, 'marks', 'metaId', metaIds, { widgetId }),
  ]);
  const known = new Set(about.map(({ metaId }) => metaId));
  return [...about, ...own.filter(({ metaId }) => !known.has(metaId))];
};

export const saveMarks = (tx: Tx, rows: readonly MarkRow[]): Promise<void> =>
  upsert(tx, 'marks', ['widgetId', 'metaId'], rows);
