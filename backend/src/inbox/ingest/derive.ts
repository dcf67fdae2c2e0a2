/**
 * A conversation worked out from nothing but its messages and its closes. The way in (talk.ts) keeps
 * the same columns as it goes along; this is what they mean, and what is asked when something came that
 * going along can't tell: two people who are one, a placeholder that was a reaction.
 */
import type { SessionId } from '@deskside/shared/ids';
import { sessionsOf } from '@deskside/shared/session';
import type { ConversationRow } from '../../store/conversations.ts';
import type { MessageRow } from '../../store/messages.ts';
import type { CloseRow, SessionRow } from '../../store/sessions.ts';
import { sessionIdOf, WINDOW_CLOSED } from './talk.ts';

const latest = (rows: readonly MessageRow[]): number | null => rows.at(-1)?.at ?? null;

/** The messages in order, of this conversation alone. */
export const deriveConversation = (
  row: ConversationRow,
  messages: readonly MessageRow[],
  closes: readonly CloseRow[],
  isUnseen: (message: MessageRow) => boolean,
): { row: ConversationRow; sessions: SessionRow[] } => {
  const spoken = messages.filter(({ isSpoken }) => isSpoken === 1);
  const customers = spoken.filter(({ origin }) => origin === 'customer');
  const phone = spoken.filter(({ origin }) => origin === 'phone');
  const replies = spoken.filter(
    ({ origin, delivery }) => (origin === 'phone' || origin === 'agent') && delivery !== 'failed',
  );
  const refused = messages.filter(
    ({ delivery, failure }) => delivery === 'failed' && failure === WINDOW_CLOSED,
  );
  const lastPhoneAt = latest(phone);
  const unread = customers.filter((one) => one.at >= (lastPhoneAt ?? 0) && isUnseen(one));
  const sessions = sessionsOf(
    customers.map(({ at }) => at),
    closes,
  ).map(
    ({ agentId, ...span }): SessionRow => ({
      ...span,
      id: sessionIdOf(row, span.openedAt),
      conversationId: row.id,
      closedBy: agentId,
    }),
  );
  const last = messages.at(-1);
  return {
    sessions,
    row: {
      ...row,
      lastAt: last?.at ?? 0,
      lastMessageId: last?.id ?? null,
      lastCustomerAt: latest(customers),
      lastReplyAt: latest(replies),
      lastPhoneAt,
      lastMovedAt: latest(customers.filter(({ movesWindow }) => movesWindow === 1)),
      refusedAt: latest(refused),
      unreadCount: unread.length,
      sessionId: (sessions.at(-1)?.id ?? null) as SessionId | null,
    },
  };
};
