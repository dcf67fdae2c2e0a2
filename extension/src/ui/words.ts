/** A language is its texts and its way of writing times, loaded together. */
import { useEffect, useState } from 'preact/hooks';
import type { Texts } from '../i18n/en.ts';
import { type Language, loadTexts } from '../i18n/language.ts';
import { type Format, formatIn } from './format.ts';

export interface Words {
  language: Language;
  t: Texts;
  format: Format;
}

export const loadWords = async (language: Language): Promise<Words> => {
  const t = await loadTexts(language);
  return { language, t, format: formatIn(language, t) };
};

/** The words of the language that is set now. The old ones stay until the new ones are here. */
export const useWordsOf = (language: Language, first: Words): Words => {
  const [words, setWords] = useState(first);
  useEffect(() => {
    if (words.language !== language) void loadWords(language).then(setWords);
  }, [language, words]);
  useEffect(() => {
    document.documentElement.lang = words.language === 'en' ? 'en' : 'zh-Hant-HK';
  }, [words]);
  return words;
};
