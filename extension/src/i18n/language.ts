import type { Texts } from './en.ts';

export type Language = 'en' | 'zh-Hant';

/** Only the language in use is loaded; the other waits until somebody asks for it. */
export const loadTexts = async (language: Language): Promise<Texts> =>
  language === 'en' ? (await import('./en.ts')).en : (await import('./zh-hant.ts')).zhHant;

/** For dates and times. */
export const locales: Record<Language, string> = { en: 'en-GB', 'zh-Hant': 'zh-HK' };

/** Hong Kong, Macau, Taiwan and everyone who asks for Hant; readers of Simplified get English rather
 * than the wrong signs. */
export const languageOf = (browserLanguage: string): Language =>
  /^zh\b(?!-(Hans|CN|SG))/i.test(browserLanguage) && browserLanguage.toLowerCase() !== 'zh'
    ? 'zh-Hant'
    : 'en';
