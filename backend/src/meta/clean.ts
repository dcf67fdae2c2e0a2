/** Values from outside, made safe to keep. Pure, and each of them total. */
import { createHash } from 'node:crypto';

/** Postgres refuses U+0000, and neither database takes half a surrogate pair. */
export const clean = (text: string): string => {
  const whole = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
  return whole.isWellFormed() ? whole : whole.toWellFormed();
};

/** As much of it as has a place. The end never cuts a letter in two. */
export const cut = (text: string, max: number): string => clean(text.slice(0, max));

/** What a table of ours says to a word from outside: only what was put into it. */
export const ownOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** Empty is the same as missing. */
export const cleaned = (text: string | undefined): string | null => clean(text ?? '') || null;

export const cleanJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? clean(part) : part));

/** Short, and the same for the same text. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

/** No message of WhatsApp's is older than WhatsApp. */
const FIRST_AT = Date.UTC(2009, 0);
/** Clocks differ a little; what is further ahead isn't a time that anybody meant. */
const AHEAD_MS = 10 * 60 * 1000;

/**
 * Meta writes seconds as text; samples also have them as numbers, and somebody's milliseconds have
 * been seen. What can't be a time, or lies before WhatsApp or in the future, gives null: the time of
 * arrival is then the best there is, and a message is never lost for its time.
 */
export const readTime = (value: unknown, arrivedAt: number): number | null => {
  const digits = typeof value === 'number' ? String(value) : value;
  if (typeof digits !== 'string' || !/^\d{1,13}$/.test(digits)) return null;
  const seconds = digits.length > 11 ? Math.floor(Number(digits) / 1000) : Number(digits);
  const at = seconds * 1000;
  return at >= FIRST_AT && at <= arrivedAt + AHEAD_MS ? at : null;
};
