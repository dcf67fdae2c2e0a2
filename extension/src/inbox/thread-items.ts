/** A thread as it is read: messages, days, and where sessions open and close. Pure. */
import type { Message, Session } from '@deskside/shared/models';
import { sessionEndsAt } from '@deskside/shared/session';

export type ThreadItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'opened'; key: string; at: number }
  | { kind: 'expired'; key: string; at: number }
  | { kind: 'closed'; key: string; at: number }
  | { kind: 'message'; key: string; at: number; message: Message };

/** In one moment a close comes first, then an opening, then what was said. */
const rank = { expired: 0, closed: 0, opened: 1, day: 2, message: 3 } as const;

export const threadItems = (
  messages: readonly Message[],
  sessions: readonly Session[],
  now: number,
): ThreadItem[] => {
  const start = messages[0]?.at;
  if (start === undefined) return [];
  const marks = sessions
    .flatMap((session) => marksOf(session, now))
    .filter(({ at }) => at >= start);
  const said = messages.map(
    (message): ThreadItem => ({ kind: 'message', key: message.id, at: message.at, message }),
  );
  // Sorting is stable: messages of one moment keep the order that they came in.
  const items = [...marks, ...said].sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind]);
  return withDays(items);
};

const marksOf = (session: Session, now: number): ThreadItem[] => {
  const { id, openedAt } = session;
  const endsAt = sessionEndsAt(session);
  const opened: ThreadItem = { kind: 'opened', key: `${id} opened`, at: openedAt };
  if (endsAt > now) return [opened];
  const kind = session.closedAt !== null && session.closedAt <= endsAt ? 'closed' : 'expired';
  return [opened, { kind, key: `${id} ended`, at: endsAt }];
};

/** A mark of a session tells the day itself. */
const withDays = (items: readonly ThreadItem[]): ThreadItem[] => {
  let day = '';
  return items.flatMap((item): ThreadItem[] => {
    const today = new Date(item.at).toDateString();
    if (today === day) return [item];
    day = today;
    if (item.kind !== 'message') return [item];
    return [{ kind: 'day', key: `day ${today}`, at: item.at }, item];
  });
};
