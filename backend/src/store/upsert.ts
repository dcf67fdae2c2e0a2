/**
 * Writes whole rows, many at a time. The text of SQL is made once for a table and a size: building it
 * anew for every delivery would cost more than the database does.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { portions } from './portions.ts';
import type { Tables } from './tables.ts';

type Name = keyof Tables & string;
type Where = Pick<Tx, 'isPostgres'> & { db: Kysely<Tables> };

interface Writer {
  columns: string[];
  /** By how many rows are written at once. */
  texts: Map<number, string>;
}
const writers = new Map<string, Writer>();

const quote = (name: string) => `"${name}"`;

const makeText = (
  isPostgres: boolean,
  table: string,
  columns: readonly string[],
  count: number,
): string => {
  let place = 0;
  const next = () => {
    place += 1;
    return isPostgres ? `$${place}` : '?';
  };
  const rows = Array.from({ length: count }, () => `(${columns.map(next).join(',')})`);
  return `insert into ${quote(table)} (${columns.map(quote).join(',')}) values ${rows.join(',')}`;
};

const write = async <T extends Name>(
  { db, isPostgres }: Where,
  table: T,
  rows: readonly Tables[T][],
  keys: readonly string[] | null,
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const name = `${isPostgres} ${table} ${keys}`;
  // Rows are whole, but made in many places: their columns are the same, the order of them isn't.
  const writer = writers.get(name) ?? { columns: Object.keys(first).sort(), texts: new Map() };
  writers.set(name, writer);
  const { columns, texts } = writer;
  for (const some of portions(rows, isPostgres)) {
    let text = texts.get(some.length);
    if (!text) {
      text = makeText(isPostgres, table, columns, some.length) + onConflict(columns, keys);
      texts.set(some.length, text);
    }
    const values: unknown[] = [];
    for (const row of some)
      for (const column of columns) values.push(row[column as keyof Tables[T]]);
    await db.executeQuery(CompiledQuery.raw(text, values));
  }
};

const onConflict = (columns: readonly string[], keys: readonly string[] | null): string => {
  if (keys === null) return '';
  const changes = columns
    .filter((name) => !keys.includes(name))
    .map((name) => `${quote(name)} = excluded.${quote(name)}`);
  return ` on conflict (${keys.map(quote).join(',')}) do update set ${changes.join(',')}`;
};

export const insertAll = <T extends Name>(
  where: Where,
  table: T,
  rows: readonly Tables[T][],
): Promise<void> => write(where, table, rows, null);

/** Whether they are new or changed. */
export const upsert = <T extends Name>(
  where: Where,
  table: T,
  keys: readonly (keyof Tables[T] & string)[],
  rows: readonly Tables[T][],
): Promise<void> => write(where, table, rows, keys);
