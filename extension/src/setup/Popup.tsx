import { useState } from 'preact/hooks';
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
  // The pairing that is to be replaced, if one is; a new one has another id.
  const [oldId, setOldId] = useState(isPairingAnew ? first.pairing?.id : undefined);
  const known = pairing ? { address: pairing.server, name: pairing.agent.name } : pairForm;
  return (
    <WordsContext.Provider value={useWordsOf(language, words)}>
      {pairing && pairing.id !== oldId ? (
        <SetupScreen
          key={pairing.id}
          pairing={pairing}
          onOpenInbox={onOpenInbox}
          onPairAgain={() => setOldId(pairing.id)}
        />
      ) : (
        <PairScreen start={{ ...known, code: '' }} />
      )}
    </WordsContext.Provider>
  );
};
