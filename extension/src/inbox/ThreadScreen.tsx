/** One conversation: who it is, what was said, and where to write. */
import { DAY_MS, isWindowOpen, statusOf } from '@deskside/shared/session';
import { useEffect, useState } from 'preact/hooks';
import { useLive, useNow } from '../live.ts';
import { readThread, type Thread } from '../queries.ts';
import { useInbox, useWords } from '../ui/context.ts';
import { nameOf } from '../ui/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Composer } from './Composer.tsx';
import { ConnectionStrip, useConnection } from './ConnectionStrip.tsx';
import { Ring } from './Ring.tsx';
import { ThreadItems } from './Thread.tsx';
import { newestOf, useReading } from './use-reading.ts';
import { useScroll } from './use-scroll.ts';

interface Props {
  id: string;
  onBack: () => void;
  onPair: () => void;
}

/** More than a panel shows, so that opening a thread needs no second look. */
const PAGE = 60;

export const ThreadScreen = ({ id, onBack, onPair }: Props) => {
  const { t } = useWords();
  const { local, actions, pairing } = useInbox();
  const now = useNow();
  const phase = useConnection()?.row?.phase;
  const [limit, setLimit] = useState(PAGE);
  const thread = useLive(local.db, (db) => readThread(db, id, limit), [id, limit]);
  const reach = { isLive: phase === 'live', limit };
  const older = useOlder(id, thread ?? undefined, reach, () => setLimit((n) => n + PAGE));
  const last = thread?.messages.findLast(({ agentId }) => agentId !== pairing.agent.id)?.id;
  const scroll = useScroll(last, older.fetchMore);
  useReading(thread ?? undefined, (messageId) => void actions.markRead(id, messageId));

  // Where nothing can be written the thread itself has the keys: arrows scroll, Escape leaves.
  useEffect(() => scroll.ref.current?.focus({ preventScroll: true }), [id]);

  const onKeyDown = (event: KeyboardEvent) => {
    // An open menu has the first word.
    const isFree = !document.querySelector(':popover-open') && !event.isComposing;
    if (event.key === 'Escape' && isFree) onBack();
  };
  const name = nameOf(thread?.contact, t.noName);
  return (
    <main class="panel" onKeyDown={onKeyDown} aria-label={t.threadLabel(name)}>
      <header class="bar">
        <button type="button" class="icon" aria-label={t.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        {thread && <Head thread={thread} name={name} now={now} />}
      </header>
      <ConnectionStrip onPair={onPair} />
      <div class="scroll" ref={scroll.ref} onScroll={scroll.onScroll} role="log" tabIndex={-1}>
        <div class="thread">
          {older.note && <p class="mark">{older.note}</p>}
          {thread && <ThreadItems thread={thread} now={now} />}
        </div>
      </div>
      {thread && (
        <div class="compose">
          {scroll.hasNewer && (
            <button type="button" class="go newer" onClick={scroll.toEnd}>
              {t.newMessages} ↓
            </button>
          )}
          <Composer thread={thread} name={name} now={now} phase={phase} onSent={scroll.toEnd} />
        </div>
      )}
    </main>
  );
};

const Head = ({ thread, name, now }: { thread: Thread; name: string; now: number }) => {
  const { t, format } = useWords();
  const { actions } = useInbox();
  const { windowEndsAt, id } = thread.conversation;
  const isOpen = isWindowOpen(windowEndsAt, now);
  const left = (windowEndsAt ?? 0) - now;
  const time = isOpen
    ? t.left(format.left(left))
    : windowEndsAt === null
      ? t.windowNever
      : t.windowClosedAt(format.moment(windowEndsAt, now));
  const why =
    isOpen && windowEndsAt !== null
      ? t.windowEnds(format.moment(windowEndsAt, now), format.moment(windowEndsAt - DAY_MS, now))
      : undefined;
  const status = statusOf(thread.conversation, now);
  const newest = newestOf(thread);
  return (
    <>
      <Ring name={name} windowEndsAt={windowEndsAt} now={now} isSmall />
      <div class="who">
        <h1>{name}</h1>
        <p class="sm soft">
          {time} · {thread.widget?.name}
        </p>
      </div>
      <button type="button" class="icon" aria-label={t.more} popovertarget="thread-menu">
        <Icon name="more" />
      </button>
      <div id="thread-menu" class="menu" popover="auto">
        <p class="sm">{t.status[status]}</p>
        {why && <p class="sm soft">{why}</p>}
        {status !== 'closed' && newest && (
          <button
            type="button"
            popovertarget="thread-menu"
            popovertargetaction="hide"
            onClick={() => void actions.close(id, newest)}
          >
            {t.closeSession}
          </button>
        )}
      </div>
    </>
  );
};

/** What lies before the copy: first more of the copy itself, then from the server. */
const useOlder = (
  id: string,
  thread: Thread | undefined,
  { isLive, limit }: { isLive: boolean; limit: number },
  widen: () => void,
) => {
  const { t } = useWords();
  const { actions } = useInbox();
  const [isBusy, setBusy] = useState(false);
  const reach = thread?.reach;
  const first = thread?.messages[0];
  const isCopied = thread !== undefined && reach === undefined;
  const fetchMore = () => {
    if (isBusy || !thread) return;
    if (thread.messages.length >= limit) return widen();
    if (reach?.isStart || !isLive) return;
    setBusy(true);
    const before = reach ? { at: reach.fromAt, id: reach.fromId } : undefined;
    void actions.fetchOlder(id, before).then((isFetched) => {
      setBusy(false);
      if (isFetched && reach) widen();
    });
  };
  // How far a thread that came with the snapshot, or grew from events, reaches is found out once.
  useEffect(() => {
    if (isCopied && isLive) fetchMore();
  }, [isCopied, isLive, id]);
  const isMore = first !== undefined && reach !== undefined && !reach.isStart;
  return {
    fetchMore,
    note: isBusy && isMore ? t.older : isMore && !isLive ? t.olderOffline : null,
  };
};
