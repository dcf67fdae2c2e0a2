/** What this page says: the words that every page has, and its own. */
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { Texts } from '../i18n/en.ts';
import type { Language } from '../i18n/language.ts';
import { loadManageWords, type ManageWords } from '../i18n/manage-words.ts';
import { useWords as useCommonWords } from '../ui/context.ts';
import type { Words } from '../ui/words.ts';

export const ManageContext = createContext<ManageWords | null>(null);

export const useWords = (): Words & { t: Texts & { manage: ManageWords } } => {
  const words = useCommonWords();
  const manage = useContext(ManageContext);
  if (!manage) throw new Error('This view stands outside the manage page.');
  return useMemo(() => ({ ...words, t: { ...words.t, manage } }), [words, manage]);
};

/** The words of the language that is set now. The old ones stay until the new ones are here. */
export const useManageWordsOf = (language: Language, first: ManageWords): ManageWords => {
  const [words, setWords] = useState(first);
  useEffect(() => {
    void loadManageWords(language).then(setWords);
  }, [language]);
  return words;
};
