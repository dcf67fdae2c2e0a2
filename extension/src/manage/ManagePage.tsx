/** The page for looking after things, in a tab of its own: rooms at the left, one of them open. */
import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ManageWords } from '../i18n/manage-words.ts';
import { ConnectionStrip, LiveMark } from '../inbox/ConnectionStrip.tsx';
import { useInboxOf } from '../inbox/use-inbox-of.ts';
import { useLive } from '../live.ts';
import { readMe } from '../queries.ts';
import type { Settings } from '../settings.ts';
import { LanguageButton } from '../setup/LanguageButton.tsx';
import { type Inbox, InboxContext, useInbox, WordsContext } from '../ui/context.ts';
import { useSettings } from '../ui/use-settings.ts';
import { useWordsOf, type Words } from '../ui/words.ts';
import { DeliveriesRoom } from './DeliveriesRoom.tsx';
import { DuplicatesRoom } from './DuplicatesRoom.tsx';
import { MetricsRoom } from './MetricsRoom.tsx';
import { PeopleRoom } from './PeopleRoom.tsx';
import { hashOf, placeOf, type RoomName, rooms, type ViewProps } from './rooms.ts';
import { SettingsRoom } from './SettingsRoom.tsx';
import { WidgetsRoom } from './WidgetsRoom.tsx';
import { ManageContext, useManageWordsOf, useWords } from './words.ts';

const views: Record<RoomName, FunctionComponent<ViewProps>> = {
  widgets: WidgetsRoom,
  metrics: MetricsRoom,
  people: PeopleRoom,
  duplicates: DuplicatesRoom,
  deliveries: DeliveriesRoom,
  settings: SettingsRoom,
};

interface Props {
  settings: Settings;
  words: Words;
  own: ManageWords;
  inbox: Inbox | null;
  onPair: () => void;
}

export const ManagePage = ({ settings: first, words, own, inbox: firstInbox, onPair }: Props) => {
  const { pairing, language } = useSettings(first);
  const inbox = useInboxOf(pairing, firstInbox);
  return (
    <WordsContext.Provider value={useWordsOf(language, words)}>
      <ManageContext.Provider value={useManageWordsOf(language, own)}>
        {inbox ? (
          <InboxContext.Provider value={inbox}>
            <House onPair={onPair} />
          </InboxContext.Provider>
        ) : (
          !pairing && <NotPaired onPair={onPair} />
        )}
      </ManageContext.Provider>
    </WordsContext.Provider>
  );
};

const House = ({ onPair }: Pick<Props, 'onPair'>) => {
  const { t } = useWords();
  const { local, pairing } = useInbox();
  const place = usePlace();
  // By the local copy: a role that was changed elsewhere shows here at once.
  const me = useLive(local.db, (db) => readMe(db, pairing.agent), [pairing.id]);
  const View = views[place.room];
  useEffect(() => {
    document.title = `${t.manage.rooms[place.room]} · Deskside`;
  }, [place.room, t]);
  return (
    <div class="manage">
      <header class="bar">
        <h1>Deskside</h1>
        <span class="soft sm host">{new URL(pairing.server).host}</span>
        <LiveMark />
        <LanguageButton />
      </header>
      <ConnectionStrip onPair={onPair} />
      <div class="house">
        <nav class="nav" aria-label={t.manage.roomsLabel}>
          {rooms.map((room) => (
            <a
              key={room}
              href={hashOf({ room, id: null })}
              aria-current={room === place.room ? 'page' : undefined}
            >
              {t.manage.rooms[room]}
            </a>
          ))}
        </nav>
        <main>
          {me && me.role === 'agent' && <ForAdmins />}
          {me && me.role !== 'agent' && <View key={place.room} me={me} id={place.id} />}
        </main>
      </div>
    </div>
  );
};

/** Where the address says one is. Whoever goes to another room begins at its title. */
const usePlace = () => {
  const [hash, setHash] = useState(location.hash);
  const isFirst = useRef(true);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useLayoutEffect(() => {
    if (!isFirst.current) document.getElementById('room')?.focus();
    isFirst.current = false;
  }, [hash]);
  return placeOf(hash);
};

const ForAdmins = () => {
  const { t } = useWords();
  return (
    <div class="empty">
      <h2>{t.manage.forAdmins}</h2>
      <p class="soft">{t.manage.forAdminsWhy}</p>
    </div>
  );
};

const NotPaired = ({ onPair }: Pick<Props, 'onPair'>) => {
  const { t } = useWords();
  return (
    <main class="empty">
      <h1>{t.notPaired}</h1>
      <p class="soft">{t.notPairedWhy}</p>
      <button type="button" class="go" onClick={onPair}>
        {t.pair.button}
      </button>
    </main>
  );
};
