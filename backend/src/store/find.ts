/** Whole rows by one column's values, however many there are: the one question that the way in asks,
 * again and again. One text of SQL for any number of values, so that the statement stays prepared. */
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Name = keyof Tables & string;
type Where = Pick<Tx, 'isPostgres'>;

/** The rest of a statement about the rows with one of these values, and with what `also` says. */
const among = (
  { isPostgres }: Where,
  table: Name,
  column: string,
  values: readonly (string | number)[],
  also: object,
): [text: string, values: unknown[]] => {
  const rest = Object.keys(also).map(
    (name, index) => ` and "${name}" = ${isPostgres ? `$${index + 2}` : '?'}`,
  );
  return isPostgres
    ? [
        `from "${table}" where "${column}" = any($1)${rest.join('')}`,
        [values, ...Object.values(also)],
      ]
    : [
        `from "${table}" where "${column}" in (select value from json_each(?))${rest.join('')}`,
        [JSON.stringify(values), ...Object.values(also)],
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
