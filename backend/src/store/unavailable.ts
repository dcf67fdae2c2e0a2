/** Tells a database that can't work from a row that it doesn't want: the first is over some time and
 * is tried again, the second never changes. */

/** SQLite's primary result codes that speak of the row: too big, a constraint, a mismatch, a range. */
const sqliteRefusals = new Set([18, 19, 20, 25]);
/** Postgres’s classes of the same, and of our own mistakes: cardinality, data, integrity, syntax, and
 * limits such as the size of an index row. */
const postgresRefusals = /^(21|22|23|42|54)/;
/** A newer server has made other tables, and an older one still runs: until it ends, Meta had better come
 * again. */
const otherTables = new Set(['42703', '42P01', '0A000']);
/** What the driver says without any code when its connection is lost or not to be had. */
const lostConnection = /^(Connection terminated|Client has encountered|Client was closed|timeout)/;

export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, errcode, syscall } = error as NodeJS.ErrnoException & { errcode?: number };
  if (code === 'ERR_SQLITE_ERROR') return !sqliteRefusals.has((errcode ?? 0) & 0xff);
  if (error.name === 'error' || /^[0-9A-Z]{5}$/.test(code ?? ''))
    return otherTables.has(code ?? '') || !postgresRefusals.test(code ?? '');
  if (error instanceof AggregateError) return error.errors.every(isUnavailable);
  return syscall !== undefined || lostConnection.test(error.message);
};
