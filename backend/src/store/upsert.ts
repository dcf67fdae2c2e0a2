/**
 * Writes whole rows, many at a time. The text of SQL is made once for a table and a size: building it
 * anew for every delivery would cost more than the database does. Postgres gets each column as an
 * array, so that one prepared statement does for any number of rows.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { portions } from './portions.ts';
import type { Tables } from './tables.ts';

type Name = keyof Tables & string;
type Where = Pick<Tx, 'isPostgres'> & { db: Kysely<Tables> };
type Row = Record<string, unknown>;

interface Writer {
  columns: string[];
  /** What comes after the values: what to do with rows that are there already. */
  end: string;
  /** By how many rows are written at once. */
  texts: Map<number, string>;
}
const writers = new Map<string, Writer>();

const quote = (name: string) => `"${name}"`;

const writerOf = (isPostgres: boolean, table: Name, row: Row, keys: readonly string[] | null) => {
  const name = `${isPostgres} ${table} ${keys}`;
  const known = writers.get(name);
  if (known) return known;
  // Rows are whole, but made in many places: their columns are the same, the order of them isn't.
  const columns = Object.keys(row).sort();
  const writer: Writer = { columns, end: onConflict(columns, keys), texts: new Map() };
  writers.set(name, writer);
  return writer;
};

const onConflict = (columns: readonly string[], keys: readonly string[] | null): string => {
  if (keys === null) return '';
  const changes = columns
    .filter((name) => !keys.includes(name))
    .map((name) => `${quote(name)} = excluded.${quote(name)}`);
  return ` on conflict (${keys.map(quote).join(',')}) do update set ${changes.join(',')}`;
};

const headOf = (table: Name, columns: readonly string[]) =>
  `insert into ${quote(table)} (${columns.map(quote).join(',')})`;

const writeToSqlite = async (
  db: Kysely<Tables>,
  table: Name,
  { columns, end, texts }: Writer,
  rows: readonly Row[],
): Promise<void> => {
  const one = `(${columns.map(() => '?').join(',')})`;
  for (const some of portions(rows)) {
    const made = texts.get(some.length);
    const places = () => Array.from(some, () => one).join(',');
    const text = made ?? `${headOf(table, columns)} values ${places()}${end}`;
    texts.set(some.length, text);
    const values: unknown[] = [];
    for (const row of some) for (const column of columns) values.push(row[column]);
    await db.executeQuery(CompiledQuery.raw(text, values));
  }
};

const writeToPostgres = async (
  db: Kysely<Tables>,
  table: Name,
  { columns, end, texts }: Writer,
  rows: readonly Row[],
): Promise<void> => {
  const made = texts.get(0);
  const text = made ?? (await makeUnnest(db, table, columns)) + end;
  texts.set(0, text);
  const values = columns.map((column) => rows.map((row) => row[column]));
  await db.executeQuery(CompiledQuery.raw(text, values));
};

/** The types are asked for once: an array of nothing but nulls has none of its own. */
const makeUnnest = async (db: Kysely<Tables>, table: Name, columns: readonly string[]) => {
  const { rows } = await db.executeQuery<{ name: string; type: string }>(
    CompiledQuery.raw(
      'select column_name as name, data_type as type from information_schema.columns where table_schema = current_schema() and table_name = $1',
      [table],
    ),
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  const arrays = columns.map((name, index) => `$${index + 1}::${types.get(name)}[]`);
  return `${headOf(table, columns)} select * from unnest(${arrays.join(',')})`;
};

const write = async <T extends Name>(
  { db, isPostgres }: Where,
  table: T,
  rows: readonly Tables[T][],
  keys: readonly string[] | null,
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const writer = writerOf(isPostgres, table, first, keys);
  await (isPostgres ? writeToPostgres : writeToSqlite)(db, table, writer, rows);
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
