/**
 * How the log is stored: some of what one commit has changed together in a row. With a row for each
 * change, the log took more rows than everything else that a message is. Pure.
 */
import type { RowType } from '@deskside/shared/events';
import type { Tables } from './tables.ts';

/** Which row has changed. */
export interface Change {
  type: RowType;
  id: string;
}

/** The same at its place in the log. */
export interface LogEntry extends Change {
  seq: number;
  at: number;
}

type LogRow = Tables['events'];

/** So a row stays below two kilobytes; larger ones Postgres would pack, and put elsewhere. */
const CHANGES_MAX = 32;

/** The rows that tell of these changes, at the places that follow `after`. */
export const toLog = (changes: readonly Change[], after: number, at: number): LogRow[] => {
  const rows: LogRow[] = [];
  for (let from = 0; from < changes.length; from += CHANGES_MAX) {
    const some = changes.slice(from, from + CHANGES_MAX);
    const list = JSON.stringify(some.map(({ type, id }) => [type, id]));
    rows.push({ seq: after + from + some.length, at, changes: list });
  }
  return rows;
};

export const fromLog = ({ seq, at, changes }: LogRow): LogEntry[] => {
  const list = JSON.parse(changes) as [RowType, string][];
  const first = seq - list.length + 1;
  return list.map(([type, id], index) => ({ seq: first + index, at, type, id }));
};
