/** What the setup's pages hold: its words, what the server says of itself, numbers as people write them. */
import type { SetupReply } from '@deskside/shared/api-setup';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Language, locales } from '../i18n/language.ts';
import { loadSetupWords, type Say, type SetupWords } from '../i18n/setup-words.ts';
import type { Pairing } from '../settings.ts';
import { useWords } from '../ui/context.ts';
import { createSetupActions, type SetupActions } from './actions.ts';
import type { Judge } from './proofs.ts';

/** The old words stay until the new ones are here. */
export const useSetupWords = (language: Language): SetupWords | null => {
  const [words, setWords] = useState<SetupWords | null>(null);
  useEffect(() => void loadSetupWords(language).then(setWords), [language]);
  return words;
};

export const useSay = (): Say => {
  const { language, format } = useWords();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locales[language], {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const countries = new Intl.DisplayNames([locales[language]], { type: 'region' });
    return {
      day: (at) => day.format(at),
      moment: (at) => format.dayAndTime(at, Date.now()),
      country: (code) => countries.of(code) ?? code,
    };
  }, [language, format]);
};

let loading: Promise<Judge> | undefined;
let loaded: Judge | null = null;

/** The tables of all countries' numbers come when somebody needs them, once. */
export const useJudge = (): Judge | null => {
  const [judge, setJudge] = useState<Judge | null>(() => loaded);
  useEffect(() => {
    loading ??= import('@deskside/shared/numbers').then(({ judgeNumber }) => {
      loaded = judgeNumber;
      return judgeNumber;
    });
    void loading.then((one) => setJudge(() => one));
  }, []);
  return judge;
};

/** What was brought without spaces gets them; anything else stays as it came. */
export const writtenBy =
  (judge: Judge | null) =>
  (phone: string): string => {
    const judged = judge?.(phone);
    return judged?.isPossible ? judged.written : phone;
  };

export const useActions = (pairing: Pairing): SetupActions =>
  useMemo(() => createSetupActions(pairing), [pairing.id]);

/** Asked once for each page: what is entered elsewhere shows when one comes back to it. */
export const useInfo = (actions: SetupActions, isAdmin: boolean): SetupReply | null => {
  const [info, setInfo] = useState<SetupReply | null>(null);
  useEffect(() => {
    const ask = () => void actions.info().then((reply) => reply && setInfo(reply));
    if (!isAdmin) return;
    ask();
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [actions, isAdmin]);
  return info;
};
