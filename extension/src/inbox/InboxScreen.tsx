/** The list of conversations. It draws a page at a time, so that two thousand cost no more than forty. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive, useNow } from '../live.ts';
import { type Inbox, readInbox, readMe, type Tab, tabs } from '../queries.ts';
import { useInbox, useWords } from '../ui/context.ts';
import { Icon } from '../ui/icons.tsx';
import { ConnectionStrip, LiveMark } from './ConnectionStrip.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { moveFocus } from './keys.ts';

interface Props {
  /** Where the list was left: its tab, and the conversation that was open. */
  place: { tab: Tab; focusId: string | null };
  onTab: (tab: Tab) => void;
  onOpen: (id: string) => void;
  onPair: () => void;
  /** What is kept open beside the inbox, in a strip. */
  pinned: ComponentChildren;
}

const PAGE = 40;

export const InboxScreen = ({ place, onTab, onOpen, onPair, pinned }: Props) => {
  const { t } = useWords();
  const { local, pairing } = useInbox();
  const now = useNow();
  const [limit, setLimit] = useState(PAGE);
  const inbox = useLive(local.db, (db) => readInbox(db, place.tab, Date.now(), limit), [
    place.tab,
    limit,
  ]);
  const more = useMore(() => setLimit((before) => before + PAGE));
  const list = useRef<HTMLUListElement>(null);
  const me = useLive(local.db, (db) => readMe(db, pairing.agent), [pairing.id]);
  const isAdmin = me !== undefined && me.role !== 'agent';
  const isReady = inbox !== undefined;
  useEffect(() => {
    // Twice would take it away again from whoever has gone on meanwhile.
    if (!isReady || !place.focusId) return;
    const row = [...(list.current?.querySelectorAll<HTMLElement>('.row') ?? [])];
    const last = row.find(({ dataset }) => dataset.id === place.focusId);
    // It may have left this tab meanwhile; then the tab itself is where one is.
    const tab = document.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
    (last ?? tab)?.focus();
  }, [isReady]);

  return (
    <main class="panel">
      <header class="bar">
        <h1>{t.inbox}</h1>
        <LiveMark />
        {isAdmin && (
          <a
            class="icon"
            href="/manage.html"
            target="_blank"
            rel="noreferrer"
            aria-label={t.openManage}
            title={t.openManage}
          >
            <Icon name="manage" />
          </a>
        )}
      </header>
      <ConnectionStrip onPair={onPair} />
      {pinned}
      <Tabs tab={place.tab} counts={inbox?.counts} onTab={onTab} />
      <div class="scroll" id="list" role="tabpanel" aria-label={t.tabs[place.tab]}>
        <ul ref={list} aria-label={t.listLabel} onKeyDown={(event) => moveFocus(event, '.row')}>
          {inbox?.rows.map((row) => (
            <ConversationRow
              key={row.conversation.id}
              row={row}
              agentNames={inbox.agents}
              now={now}
              onOpen={onOpen}
            />
          ))}
        </ul>
        {inbox?.hasMore && <div ref={more} style={{ height: '1px' }} />}
        {inbox && inbox.rows.length === 0 && (
          <p class="empty">{inbox.isFetched ? t.empty[place.tab] : t.loading}</p>
        )}
      </div>
    </main>
  );
};

const Tabs = (props: {
  tab: Tab;
  counts: Inbox['counts'] | undefined;
  onTab: (tab: Tab) => void;
}) => {
  const { t } = useWords();
  const { tab, counts, onTab } = props;
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={t.tabsLabel}
      onKeyDown={(event) => moveFocus(event, '[role=tab]')}
    >
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls="list"
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {t.tabs[name]}
          {name !== 'all' && !!counts?.[name] && <em>{counts[name]}</em>}
        </button>
      ))}
    </div>
  );
};

/** Calls when the end of the list comes near. */
const useMore = (reach: () => void) => {
  const observer = useRef<IntersectionObserver>(null);
  return (element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) reach();
      },
      { rootMargin: '400px' },
    );
    observer.current.observe(element);
  };
};
