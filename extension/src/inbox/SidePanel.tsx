import type { Settings } from '../settings.ts';
import { type Inbox, InboxContext, useWords, WordsContext } from '../ui/context.ts';
import { useSettings } from '../ui/use-settings.ts';
import { useWordsOf, type Words } from '../ui/words.ts';
import { Panel } from './Panel.tsx';
import { useInboxOf } from './use-inbox-of.ts';

interface Props {
  settings: Settings;
  words: Words;
  inbox: Inbox | null;
  onPair: () => void;
}

/** The page of the side panel: whoever pairs, pairs anew or unpairs elsewhere sees it change here. */
export const SidePanel = ({ settings: first, words, inbox: firstInbox, onPair }: Props) => {
  const { pairing, language, pinned } = useSettings(first);
  const inbox = useInboxOf(pairing, firstInbox);
  return (
    <WordsContext.Provider value={useWordsOf(language, words)}>
      {inbox ? (
        <InboxContext.Provider value={inbox}>
          <Panel pinned={pinned} onPair={onPair} />
        </InboxContext.Provider>
      ) : (
        !pairing && <NotPaired onPair={onPair} />
      )}
    </WordsContext.Provider>
  );
};

const NotPaired = ({ onPair }: Pick<Props, 'onPair'>) => {
  const { t } = useWords();
  return (
    <main class="panel">
      <header class="bar">
        <h1>{t.inbox}</h1>
      </header>
      <div class="empty">
        <b>{t.notPaired}</b>
        {t.notPairedWhy}
        <br />
        <button type="button" class="go" onClick={onPair}>
          {t.pair.button}
        </button>
      </div>
    </main>
  );
};
