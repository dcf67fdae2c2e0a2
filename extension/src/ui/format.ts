/** Times and names in words, in the reader's language and time zone. */
import type { Content } from '@deskside/shared/content';
import type { Contact } from '@deskside/shared/models';
import type { Texts } from '../i18n/en.ts';
import { type Language, locales } from '../i18n/language.ts';
import { contentInWords } from './content.ts';

export interface Format {
  clock: (at: number) => string;
  /** As short as a list allows: the time today, else the day. */
  short: (at: number, now: number) => string;
  /** The day by itself. */
  day: (at: number, now: number) => string;
  /** The time within a sentence, with its day unless that is today. */
  moment: (at: number, now: number) => string;
  /** The same, with its day in any case. */
  dayAndTime: (at: number, now: number) => string;
  left: (ms: number) => string;
  content: (content: Content) => string;
}

const DAY = 24 * 60 * 60 * 1000;
const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
const daysBetween = (at: number, now: number) =>
  Math.round((startOfDay(now) - startOfDay(at)) / DAY);

export const formatIn = (language: Language, t: Texts): Format => {
  const locale = locales[language];
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (at: number) => format.format(at);
  };
  const clock = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = formatter({ weekday: 'short' });
  const date = formatter({ day: 'numeric', month: 'short' });
  const long = formatter({ weekday: 'short', day: 'numeric', month: 'short' });

  const dayIn = (words: Texts['days']) => (at: number, now: number) => {
    const near = new Map([
      [-1, words.tomorrow],
      [0, words.today],
      [1, words.yesterday],
    ]);
    return near.get(daysBetween(at, now)) ?? long(at);
  };
  const dayWithin = dayIn(t.within);
  const dayAndTime = (at: number, now: number) => `${dayWithin(at, now)} ${clock(at)}`;
  return {
    clock,
    short: (at, now) => {
      const days = daysBetween(at, now);
      if (days <= 0) return clock(at);
      return days === 1 ? t.days.yesterday : days < 7 ? weekday(at) : date(at);
    },
    day: dayIn(t.days),
    dayAndTime,
    moment: (at, now) => (daysBetween(at, now) === 0 ? clock(at) : dayAndTime(at, now)),
    left: (ms) => {
      const minutes = Math.max(1, Math.floor(ms / 60_000));
      return minutes < 60 ? t.minutes(minutes) : t.hours(Math.floor(minutes / 60), minutes % 60);
    },
    content: (content) => contentInWords(content, t),
  };
};

/** What to call somebody: the name they gave, else how they can be reached. */
export const nameOf = (contact: Contact | undefined, noName: string): string =>
  contact?.name || contact?.phone || (contact?.username ? `@${contact.username}` : noName);

/** Two signs that stand for somebody: 陳, MC, @l, +5. */
export const initialsOf = (name: string): string => {
  if (/^[@+]/.test(name)) return name.slice(0, 2);
  const words = name.split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first))
    return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
};

const HOUR = 60 * 60 * 1000;
export type Tone = 'plenty' | 'short' | 'last' | 'none';

export const toneOf = (msLeft: number): Tone =>
  msLeft <= 0 ? 'none' : msLeft <= HOUR ? 'last' : msLeft <= 4 * HOUR ? 'short' : 'plenty';
