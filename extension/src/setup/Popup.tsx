import type { Settings } from '../settings.ts';
import { WordsContext } from '../ui/context.ts';
import { useSettings } from '../ui/use-settings.ts';
import { useWordsOf, type Words } from '../ui/words.ts';
import { PairScreen } from './PairScreen.tsx';
import { SetupScreen } from './SetupScreen.tsx';

interface Props {
  settings: Settings;
  words: Words;
  /** The old pairing is no longer good: the form comes first, with what is known filled in. */
  isPairingAnew: boolean;
  onOpenInbox: () => void;
}

export const Popup = ({ settings: first, words, isPairingAnew, onOpenInbox }: Props) => {
  const { pairing, language, pairForm } = useSettings(first);
  const isOld = isPairingAnew && pairing?.id === first.pairing?.id;
  const known = pairing ? { address: pairing.server, name: pairing.agent.name } : pairForm;
  return (
    <WordsContext.Provider value={useWordsOf(language, words)}>
      {pairing && !isOld ? (
        <SetupScreen pairing={pairing} onOpenInbox={onOpenInbox} />
      ) : (
        <PairScreen start={{ ...known, code: '' }} />
      )}
    </WordsContext.Provider>
  );
};
