/** Numbers and days in the reader's language. A day of the calendar is named by its own date, wherever
 * the reader is. */
import { useMemo } from 'preact/hooks';
import { type Language, locales } from '../i18n/language.ts';
import type { ManageWords } from '../i18n/manage-words.ts';
import { useWords } from './words.ts';

export const figuresIn = (language: Language, t: ManageWords) => {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const change = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (day: string) => format.format(Date.parse(`${day}T12:00Z`));
  };
  const whole = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  return {
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    change: (share: number) => change.format(share),
    /** 20 Nov */
    date: dates({ day: 'numeric', month: 'short' }),
    /** Fri, 20 Nov */
    dateLong: dates({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** 20 November 2026, of a moment. */
    dayOf: (at: number) => whole.format(at),
    duration: (ms: number) => {
      const seconds = Math.round(ms / 1000);
      return t.metrics.duration(
        Math.floor(seconds / 3600),
        Math.floor(seconds / 60) % 60,
        seconds % 60,
      );
    },
  };
};
export type Figures = ReturnType<typeof figuresIn>;

export const useFigures = (): Figures => {
  const { language, t } = useWords();
  return useMemo(() => figuresIn(language, t.manage), [language, t.manage]);
};
