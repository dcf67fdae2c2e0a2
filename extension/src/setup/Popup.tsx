import type { Settings } from '../settings.ts';
import { WordsContext } from '../ui/context.ts';
import { useSettings } from '../ui/use-settings.ts';
import { useWordsOf, type Words } from '../ui/words.ts';
import { PairScreen } from './PairScreen.tsx';
import { SetupScreen } from './SetupScreen.tsx';

interface Props {
  settings: Settings;
  words: Words;
  onOpenInbox: () => void;
}

export const Popup = ({ settings: first, words, onOpenInbox }: Props) => {
  const { pairing, language, pairForm } = useSettings(first);
  return (
    <WordsContext.Provider value={useWordsOf(language, words)}>
      {pairing ? (
        <SetupScreen pairing={pairing} onOpenInbox={onOpenInbox} />
      ) : (
        <PairScreen start={{ ...pairForm, code: '' }} />
      )}
    </WordsContext.Provider>
  );
};
