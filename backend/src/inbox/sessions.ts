/** The shell around shared/session.ts: loads neighbours, asks, saves. */
import { newId, type SessionId } from '@deskside/shared/ids';
import { placeMessage } from '@deskside/shared/session';
import type { Tx } from '../store/db.ts';
import type { MessageRow } from '../store/messages.ts';
import { removeSession, saveSession, sessionsAround } from '../store/sessions.ts';

/** Lets a customer's message open, stretch or join sessions. What it means is decided in shared; this
 * only loads and saves. */
export const placeInSession = async (tx: Tx, message: MessageRow): Promise<void> => {
  const { conversationId, at } = message;
  const { before, after } = await sessionsAround(tx.db, conversationId, at);
  const placement = placeMessage(at, before, after);
  if (placement === 'stretch-before' && before)
    await saveSession(tx, { ...before, lastCustomerAt: at });
  if (placement === 'stretch-after' && after) await saveSession(tx, { ...after, openedAt: at });
  if (placement === 'join' && before && after) {
    const { lastCustomerAt, closedAt, closedBy } = after;
    await saveSession(tx, { ...before, lastCustomerAt, closedAt, closedBy });
    await removeSession(tx, after.id);
  }
  if (placement === 'new')
    await saveSession(tx, {
      id: newId<SessionId>(),
      conversationId,
      openedAt: at,
      lastCustomerAt: at,
      closedAt: null,
      closedBy: null,
    });
};
