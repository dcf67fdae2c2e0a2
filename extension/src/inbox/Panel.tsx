import { useEffect, useState } from 'preact/hooks';
import type { Tab } from '../queries.ts';
import type { Settings } from '../settings.ts';
import type { PinnedProps } from '../setup/Pinned.tsx';
import { useInbox } from '../ui/context.ts';
import { InboxScreen } from './InboxScreen.tsx';
import { ThreadScreen } from './ThreadScreen.tsx';

interface Props {
  pinned: Settings['pinned'];
  onPair: () => void;
}

/** The list, one conversation, or a checklist that is kept open. Going back leads to where one was. */
export const Panel = ({ pinned: kept, onPair }: Props) => {
  const { pairing } = useInbox();
  const [tab, setTab] = useState<Tab>('reply');
  const [openId, setOpenId] = useState<string | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const pinned = pairing.agent.role === 'agent' ? null : kept;
  const Pinned = usePinned(pinned !== null);
  const open = (id: string) => {
    setOpenId(id);
    setLastId(id);
  };
  if (pinned?.isOpen && Pinned) return <Pinned path={pinned.path} isOpen />;
  return openId ? (
    <ThreadScreen key={openId} id={openId} onBack={() => setOpenId(null)} onPair={onPair} />
  ) : (
    <InboxScreen
      place={{ tab, focusId: lastId }}
      onTab={setTab}
      onOpen={open}
      onPair={onPair}
      pinned={pinned && Pinned && <Pinned path={pinned.path} isOpen={false} />}
    />
  );
};

/** The setup's code is fetched by whoever keeps a checklist open; the inbox does without it. */
const usePinned = (isNeeded: boolean): ((props: PinnedProps) => preact.JSX.Element) | null => {
  const [view, setView] = useState<{ Pinned: (props: PinnedProps) => preact.JSX.Element } | null>(
    null,
  );
  useEffect(() => {
    if (isNeeded && !view) void import('../setup/Pinned.tsx').then(setView);
  }, [isNeeded]);
  return view?.Pinned ?? null;
};
