/** Values from outside, made safe to keep. Pure, and each of them total. */

/** Postgres refuses U+0000, and neither database takes half a surrogate pair. */
export const clean = (text: string): string => {
  const whole = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
  return whole.isWellFormed() ? whole : whole.toWellFormed();
};

/** Empty is the same as missing. */
export const cleaned = (text: string | undefined): string | null => clean(text ?? '') || null;

export const cleanJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? clean(part) : part));

/** Clocks differ a little; what is further ahead isn't a time that anybody meant. */
const AHEAD_MS = 10 * 60 * 1000;

/**
 * Meta writes seconds as text; samples also have them as numbers, and somebody's milliseconds have
 * been seen. What can't be a time, or lies in the future, gives null: the time of arrival is then the
 * best there is, and a message is never lost for its time.
 */
export const readTime = (value: unknown, arrivedAt: number): number | null => {
  const digits = typeof value === 'number' ? String(value) : value;
  if (typeof digits !== 'string' || !/^\d{1,13}$/.test(digits)) return null;
  const seconds = digits.length > 11 ? Math.floor(Number(digits) / 1000) : Number(digits);
  const at = seconds * 1000;
  return at > 0 && at <= arrivedAt + AHEAD_MS ? at : null;
};
