/**
 * Rows go to SQLite in portions of a few fixed sizes: writing fifty at a time costs a fraction of
 * writing them one by one, and few sizes mean few texts of SQL, which stay prepared.
 */
const SIZES = [64, 32, 16, 8, 4, 2, 1] as const;

export const portions = function* <T>(rows: readonly T[]): Generator<T[]> {
  let from = 0;
  for (const size of SIZES)
    for (; rows.length - from >= size; from += size) yield rows.slice(from, from + size);
};
