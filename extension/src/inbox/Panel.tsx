import { useState } from 'preact/hooks';
import type { Tab } from '../queries.ts';
import { InboxScreen } from './InboxScreen.tsx';
import { ThreadScreen } from './ThreadScreen.tsx';

interface Props {
  onPair: () => void;
}

/** The list, or one conversation. Going back leads to where one was. */
export const Panel = ({ onPair }: Props) => {
  const [tab, setTab] = useState<Tab>('reply');
  const [openId, setOpenId] = useState<string | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const open = (id: string) => {
    setOpenId(id);
    setLastId(id);
  };
  return openId ? (
    <ThreadScreen key={openId} id={openId} onBack={() => setOpenId(null)} onPair={onPair} />
  ) : (
    <InboxScreen place={{ tab, focusId: lastId }} onTab={setTab} onOpen={open} onPair={onPair} />
  );
};
