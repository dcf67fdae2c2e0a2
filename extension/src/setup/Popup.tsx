import { useState } from 'preact/hooks';
import { useInboxOf } from '../inbox/use-inbox-of.ts';
import type { Settings } from '../settings.ts';
import { InboxContext, WordsContext } from '../ui/context.ts';
import { useSettings } from '../ui/use-settings.ts';
import { useWordsOf, type Words } from '../ui/words.ts';
import { HomeScreen } from './home/HomeScreen.tsx';
import { PairScreen } from './PairScreen.tsx';
import { Room } from './Room.tsx';
import { SetupPage } from './SetupPage.tsx';
import { usePlace, useReturn } from './use-place.ts';

interface Props {
  settings: Settings;
  words: Words;
  /** The old pairing is no longer good: the form comes first, with what is known filled in. */
  isPairingAnew: boolean;
  onOpenInbox: () => void;
  onManage: (room: string) => void;
}

export const Popup = ({ settings: first, words, isPairingAnew, ...ways }: Props) => {
  const { pairing, language, pairForm } = useSettings(first);
  // The pairing that is to be replaced, if one is; a new one has another id.
  const [oldId, setOldId] = useState(isPairingAnew ? first.pairing?.id : undefined);
  const isAnew = pairing !== null && pairing.id === oldId;
  const inbox = useInboxOf(isAnew ? null : pairing, null);
  const { place, go, replace, back, isTab } = usePlace(first.popupPlace);
  useReturn(first.popupPlace.top);
  const known = pairing ? { address: pairing.server, name: pairing.agent.name } : pairForm;
  const isAdmin = pairing?.agent.role !== 'agent';
  return (
    <WordsContext.Provider value={useWordsOf(language, words)}>
      {!pairing || isAnew ? (
        <PairScreen start={{ ...known, code: '' }} />
      ) : (
        inbox && (
          <InboxContext.Provider value={inbox}>
            <SetupPage go={go} replace={replace} where={isTab ? 'tab' : 'popup'} {...ways}>
              {place.at === 'home' || !isAdmin ? (
                <HomeScreen onPairAgain={() => setOldId(pairing.id)} />
              ) : (
                <Room place={place} onBack={back} />
              )}
            </SetupPage>
          </InboxContext.Provider>
        )
      )}
    </WordsContext.Provider>
  );
};
