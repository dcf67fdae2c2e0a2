/** Whole rows by one column's values, however many there are: the one question that the way in asks,
 * again and again. One text of SQL for any number of values (on SQLite one more for a single one), so
 * that the statement stays prepared. */
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Name = keyof Tables & string;
type Where = Pick<Tx, 'isPostgres'>;

const isOneOf = (
  { isPostgres }: Where,
  values: readonly (string | number)[],
): [condition: string, given: unknown] => {
  if (isPostgres) return ['= any($1)', values];
  // Opening a list for a single value costs as much as looking it up.
  if (values.length === 1) return ['= ?', values[0]];
  return ['in (select value from json_each(?))', JSON.stringify(values)];
};

/** The rest of a statement about the rows with one of these values, and with what `also` says. */
const among = (
  where: Where,
  table: Name,
  column: string,
  values: readonly (string | number)[],
  also: object,
): [text: string, values: unknown[]] => {
  const [condition, given] = isOneOf(where, values);
  const rest = Object.keys(also).map(
    (name, index) => ` and "${name}" = ${where.isPostgres ? `$${index + 2}` : '?'}`,
  );
  return [
    `from "${table}" where "${column}" ${condition}${rest.join('')}`,
    [given, ...Object.values(also)],
  ];
};

export const findAll = async <T extends Name>(
  where: Where & Pick<Tx, 'ask'>,
  table: T,
  column: keyof Tables[T] & string,
  values: readonly (string | number)[],
  also: Partial<Tables[T]> = {},
): Promise<Tables[T][]> => {
  if (values.length === 0) return [];
  const [text, given] = among(where, table, column, values, also);
  return where.ask(`select * ${text}`, given);
};

export const removeAll = async <T extends Name>(
  where: Where & Pick<Tx, 'tell'>,
  table: T,
  column: keyof Tables[T] & string,
  values: readonly (string | number)[],
  also: Partial<Tables[T]> = {},
): Promise<void> => {
  if (values.length === 0) return;
  const [text, given] = among(where, table, column, values, also);
  where.tell(`delete ${text}`, given);
};
