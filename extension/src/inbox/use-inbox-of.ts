import { useEffect, useState } from 'preact/hooks';
import type { Pairing } from '../settings.ts';
import type { Inbox } from '../ui/context.ts';
import { openPage } from './open-page.ts';

/** The local copy of whoever is paired now: a page sees pairings made and ended elsewhere. */
export const useInboxOf = (pairing: Pairing | null, first: Inbox | null): Inbox | null => {
  const [inbox, setInbox] = useState(first);
  useEffect(() => {
    if (pairing?.id === inbox?.pairing.id) return;
    inbox?.close();
    setInbox(null);
    if (pairing) void openPage(pairing).then(setInbox);
  }, [pairing?.id]);
  return inbox;
};
