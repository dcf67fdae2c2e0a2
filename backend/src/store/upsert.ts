/**
 * Writes whole rows, many at a time, whether they are new or changed. The text of SQL is made once for
 * a table and a size: building it anew for every delivery would cost more than the database does.
 */
import { CompiledQuery } from 'kysely';
import type { Tx } from './db.ts';
import { portions } from './portions.ts';
import type { Tables } from './tables.ts';

const texts = new Map<string, string>();

const textOf = (
  isPostgres: boolean,
  table: string,
  keys: readonly string[],
  columns: readonly string[],
  count: number,
): string => {
  const made = texts.get(`${isPostgres} ${table} ${count}`);
  if (made) return made;
  const quote = (name: string) => `"${name}"`;
  const place = (row: number, column: number) =>
    isPostgres ? `$${row * columns.length + column + 1}` : '?';
  const rows = Array.from(
    { length: count },
    (_, row) => `(${columns.map((_name, column) => place(row, column)).join(',')})`,
  );
  const changes = columns
    .filter((name) => !keys.includes(name))
    .map((name) => `${quote(name)} = excluded.${quote(name)}`);
  const text = `insert into ${quote(table)} (${columns.map(quote).join(',')}) values ${rows.join(',')}
    on conflict (${keys.map(quote).join(',')}) do update set ${changes.join(',')}`;
  texts.set(`${isPostgres} ${table} ${count}`, text);
  return text;
};

const known = new Map<string, string[]>();
const columnsOf = (table: string, row: object): string[] => {
  const columns = known.get(table) ?? Object.keys(row).sort();
  known.set(table, columns);
  return columns;
};

export const upsert = async <T extends keyof Tables & string>(
  { db, isPostgres }: Tx,
  table: T,
  keys: readonly (keyof Tables[T] & string)[],
  rows: readonly Tables[T][],
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  // Rows are whole, but made in many places: their columns are the same, the order of them isn't.
  const columns = columnsOf(table, first);
  for (const some of portions(rows)) {
    const values = some.flatMap((row) => columns.map((name) => row[name as keyof Tables[T]]));
    const text = textOf(isPostgres, table, keys, columns, some.length);
    await db.executeQuery(CompiledQuery.raw(text, values));
  }
};
