/** Reading is not opening: what counts is that somebody could see it. */
import type { MessageId } from '@deskside/shared/ids';
import { useEffect } from 'preact/hooks';
import type { Thread } from '../queries.ts';

/** The customer's message that arrived last. Arrival counts, not Meta's time: the newest id, wherever it
 * stands in the thread. */
export const newestOf = ({ messages }: Thread): MessageId | null =>
  messages.reduce<MessageId | null>(
    (id, message) => (message.origin === 'customer' && message.id > (id ?? '') ? message.id : id),
    null,
  );

/** A thread that is open before somebody's eyes is being read; one in a hidden panel isn't. */
export const useReading = (thread: Thread | undefined, markRead: (id: MessageId) => void): void => {
  const newest = thread ? newestOf(thread) : null;
  const isUnread = (thread?.conversation.unreadCount ?? 0) > 0;
  useEffect(() => {
    if (!newest || !isUnread) return;
    const mark = () => {
      if (document.visibilityState === 'visible') markRead(newest);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [newest, isUnread]);
};
