/**
 * Rows go to SQLite in portions of a few fixed sizes: writing fifty at a time costs a fraction of
 * writing them one by one, and few sizes mean few texts of SQL, which stay prepared. Postgres is asked
 * over a wire, where the number of questions is all that counts.
 */
const SIZES = [64, 32, 16, 8, 4, 2, 1] as const;
const WIRE_MAX = 1000;

export const portions = function* <T>(rows: readonly T[], isPostgres: boolean): Generator<T[]> {
  let from = 0;
  const sizes = isPostgres ? [Math.min(WIRE_MAX, rows.length), rows.length % WIRE_MAX] : SIZES;
  for (const size of sizes)
    for (; size > 0 && rows.length - from >= size; from += size)
      yield rows.slice(from, from + size);
};
