/** What one opens from the toolbar: the way into the inbox first, then how everything stands. */
import { useState } from 'preact/hooks';
import { ConnectionStrip, useConnection } from '../../inbox/ConnectionStrip.tsx';
import { useLive } from '../../live.ts';
import { readSetup } from '../../queries.ts';
import { useInbox, useWords } from '../../ui/context.ts';
import { useSetup } from '../context.ts';
import { LanguageButton } from '../LanguageButton.tsx';
import { ChannelSwitch } from './ChannelSwitch.tsx';
import { ChecklistList } from './ChecklistList.tsx';
import { Another, Paired } from './People.tsx';
import { WidgetList } from './WidgetList.tsx';

export const HomeScreen = ({ onPairAgain }: { onPairAgain: () => void }) => {
  const { words, onManage } = useSetup();
  const { t } = useWords();
  const { local, pairing } = useInbox();
  const isAdmin = pairing.agent.role !== 'agent';
  const rows = useLive(local.db, (db) => readSetup(db, pairing.agent.id), [pairing.id]);
  return (
    <main class="setup">
      <header class="bar">
        <h1>{t.setup.title}</h1>
        <Connected />
        <LanguageButton />
      </header>
      <ConnectionStrip onPair={onPairAgain} />
      <OpenInbox />
      {rows?.channel && (
        <ChannelSwitch channel={rows.channel} widgets={rows.widgets} isAdmin={isAdmin} />
      )}
      {rows && <WidgetList widgets={rows.widgets} isAdmin={isAdmin} />}
      {rows && isAdmin && <ChecklistList rows={rows} />}
      {isAdmin && (
        <div class="card">
          <button type="button" class="quiet wide-quiet" onClick={() => onManage('widgets')}>
            {words.ui.lists.manage}
          </button>
        </div>
      )}
      <Paired pairing={pairing} />
      {isAdmin && <Another pairing={pairing} />}
    </main>
  );
};

const OpenInbox = () => {
  const { t } = useWords();
  const { onOpenInbox } = useSetup();
  const [hasOpened, setOpened] = useState(false);
  return (
    <section class="card">
      <button
        type="button"
        class="go wide"
        onClick={() => {
          onOpenInbox();
          setOpened(true);
        }}
      >
        {t.setup.openInbox}
      </button>
      {hasOpened && <p class="soft sm below">{t.setup.openHow}</p>}
    </section>
  );
};

const looks = {
  connecting: ['asking', ''],
  'catching-up': ['connected', 'is-live'],
  live: ['connected', 'is-live'],
  offline: ['unreachable', 'is-offline'],
  revoked: ['revoked', 'is-offline'],
  older: ['unreachable', 'is-offline'],
  newer: ['unreachable', 'is-offline'],
} as const;

const Connected = () => {
  const { t } = useWords();
  const [word, look] = looks[useConnection()?.row?.phase ?? 'connecting'];
  return (
    <span class={`live ${look}`} role="status">
      <i aria-hidden="true" />
      {t.setup.connection[word]}
    </span>
  );
};
