/**
 * Writes whole rows, many at a time. The text of SQL is made once for a table and a size: building it
 * anew for every delivery would cost more than the database does. Postgres gets each column as an
 * array, so that one prepared statement does for any number of rows.
 */
import { type Kysely, sql } from 'kysely';
import type { Tx } from './db.ts';
import { portions } from './portions.ts';
import type { Tables } from './tables.ts';

type Name = keyof Tables & string;
type Where = Pick<Tx, 'tell' | 'isPostgres'>;
type Row = Record<string, unknown>;
type Column<T extends Name> = keyof Tables[T] & string;

interface Conflict {
  keys: readonly string[];
  stays: readonly string[];
}

interface Writer {
  columns: string[];
  /** What comes after the values: what to do with rows that are there already. */
  end: string;
  /** By how many rows are written at once. */
  texts: Map<number, string>;
}
const writers = new Map<string, Writer>();

const quote = (name: string) => `"${name}"`;

const writerOf = (
  isPostgres: boolean,
  table: Name,
  columns: string[],
  conflict: Conflict | null,
) => {
  const name = `${isPostgres} ${table} ${columns} ${conflict?.keys} ${conflict?.stays}`;
  const known = writers.get(name);
  if (known) return known;
  const writer: Writer = { columns, end: onConflict(columns, conflict), texts: new Map() };
  writers.set(name, writer);
  return writer;
};

/** Rows are whole, but made in many places: their columns are the same, the order of them isn't. */
const columnsOf = (row: Row) => Object.keys(row).sort();

/** As many kinds of new rows as have a text of their own. */
const KINDS_MAX = 40;

/** Most of a new row is often empty, and needn't be said. */
const filledColumns = (rows: readonly Row[]): string[] => {
  const [first] = rows;
  const all = first ? columnsOf(first) : [];
  if (writers.size >= KINDS_MAX) return all;
  return all.filter((name) => rows.some((row) => row[name] !== null));
};

const onConflict = (columns: readonly string[], conflict: Conflict | null): string => {
  if (conflict === null) return '';
  const { keys, stays } = conflict;
  const changes = columns
    .filter((name) => !keys.includes(name) && !stays.includes(name))
    .map((name) => `${quote(name)} = excluded.${quote(name)}`);
  return ` on conflict (${keys.map(quote).join(',')}) do update set ${changes.join(',')}`;
};

const headOf = (table: Name, columns: readonly string[], verb = 'insert') =>
  `${verb} into ${quote(table)} (${columns.map(quote).join(',')})`;

/** What fails ends the transaction. Otherwise SQLite would keep a copy of every page that the statement
 * touches, to be able to take back this statement alone; no one here asks for that. */
const INSERT = 'insert or rollback';

const writeToSqlite = (
  { tell }: Where,
  table: Name,
  { columns, end, texts }: Writer,
  rows: readonly Row[],
): void => {
  const one = `(${columns.map(() => '?').join(',')})`;
  for (const some of portions(rows)) {
    const made = texts.get(some.length);
    const places = () => Array.from(some, () => one).join(',');
    const text = made ?? `${headOf(table, columns, INSERT)} values ${places()}${end}`;
    texts.set(some.length, text);
    const values: unknown[] = [];
    for (const row of some) for (const column of columns) values.push(row[column]);
    tell(text, values);
  }
};

const writeToPostgres = (
  { tell }: Where,
  table: Name,
  { columns, end, texts }: Writer,
  rows: readonly Row[],
): void => {
  const made = texts.get(0);
  const text = made ?? makeUnnest(table, columns) + end;
  texts.set(0, text);
  tell(
    text,
    columns.map((column) => rows.map((row) => row[column])),
  );
};

/** Postgres's type of every column: an array of nothing but nulls has none of its own. */
const typeOf = new Map<string, string>();

export const learnTypes = async (db: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select table_name as table, column_name as column, data_type as type
    from information_schema.columns where table_schema = current_schema()`.execute(db);
  for (const { table, column, type } of rows) typeOf.set(`${table} ${column}`, type);
};

const makeUnnest = (table: Name, columns: readonly string[]): string => {
  // Side by side as columns: as a table (`from unnest(…)`) they would be stored once in between.
  const values = columns.map(
    (name, index) => `unnest($${index + 1}::${typeOf.get(`${table} ${name}`)}[])`,
  );
  return `${headOf(table, columns)} select ${values.join(',')}`;
};

const write = (where: Where, table: Name, writer: Writer, rows: readonly Row[]): void =>
  (where.isPostgres ? writeToPostgres : writeToSqlite)(where, table, writer, rows);

/** Rows that certainly aren't there yet. */
export const insertAll = async <T extends Name>(
  where: Where,
  table: T,
  rows: readonly Tables[T][],
): Promise<void> => {
  if (rows.length === 0) return;
  const writer = writerOf(where.isPostgres, table, filledColumns(rows), null);
  write(where, table, writer, rows);
};

/** Whether they are new or changed. What stays as it is needn't be told again to the indexes that it is
 * in: these columns are only for new rows. */
export const upsert = async <T extends Name>(
  where: Where,
  table: T,
  keys: readonly Column<T>[],
  rows: readonly Tables[T][],
  stays: readonly Column<T>[] = [],
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const conflict = { keys, stays };
  write(where, table, writerOf(where.isPostgres, table, columnsOf(first), conflict), rows);
};
