/**
 * What people asked for and the server doesn't have yet. A row is written before anything is sent
 * and survives everything; sending it twice is harmless, because its id is the command's id.
 */
import type { Command } from '@deskside/shared/commands';
import { type ConversationId, type MessageId, newId } from '@deskside/shared/ids';
import { type Access, ApiError, postCommand } from '../api.ts';
import { type LocalDb, OutboxRow } from '../db.ts';

const enqueue = (db: LocalDb, command: Command): Promise<unknown> =>
  db.outbox.put({
    id: command.id,
    conversationId: command.conversationId,
    command,
    createdAt: Date.now(),
    state: 'waiting',
    error: null,
  });

/** The reply leaves the composer and enters the outbox in one transaction: it is always in one. */
export const queueReply = (
  db: LocalDb,
  conversationId: string,
  text: string,
  by: string,
): Promise<void> =>
  db.transaction('rw', db.outbox, db.drafts, async () => {
    const id = newId<MessageId>();
    await enqueue(db, {
      id,
      type: 'reply',
      conversationId: conversationId as ConversationId,
      text,
    });
    await db.drafts.put({ conversationId, text: '', by });
  });

/** One mark per conversation: a newer one says all that the older did. */
export const queueRead = (
  db: LocalDb,
  conversationId: string,
  messageId: MessageId,
): Promise<void> =>
  db.transaction('rw', db.outbox, async () => {
    await db.outbox
      .where({ conversationId })
      .filter(({ command, state }) => command.type === 'read' && state === 'waiting')
      .delete();
    const id = newId();
    await enqueue(db, {
      id,
      type: 'read',
      conversationId: conversationId as ConversationId,
      messageId,
    });
  });

export const queueClose = async (db: LocalDb, conversationId: string): Promise<void> => {
  await enqueue(db, {
    id: newId(),
    type: 'close',
    conversationId: conversationId as ConversationId,
  });
};

/** Takes a refused reply back into the composer, in front of what is there. */
export const takeBack = (db: LocalDb, id: string): Promise<void> =>
  db.transaction('rw', db.outbox, db.drafts, async () => {
    const row = await db.outbox.get(id);
    if (row?.command.type !== 'reply') return;
    const draft = await db.drafts.get(row.conversationId);
    const text = [row.command.text, draft?.text].filter(Boolean).join('\n');
    await db.drafts.put({ conversationId: row.conversationId, text, by: id });
    await db.outbox.delete(id);
  });

export const discard = (db: LocalDb, id: string): Promise<void> => db.outbox.delete(id);

/**
 * Sends what waits, oldest first. Throws what stopped it (no network, no right) and leaves the rest
 * for the next time. One page of the profile does it at a time.
 */
export const flushOutbox = (db: LocalDb, access: Access): Promise<void> =>
  navigator.locks.request(`deskside outbox ${access.server}`, async () => {
    const rows = await db.outbox.filter(({ state }) => state === 'waiting').sortBy('id');
    for (const raw of rows) {
      const parsed = OutboxRow.safeParse(raw);
      if (parsed.success) await sendRow(db, access, parsed.data);
      else await db.outbox.update(raw.id, { state: 'refused', error: 'misread' });
    }
  });

/** A token that is no longer good stops everything and refuses nothing: after pairing anew the rows go
 * on their way. */
const sendRow = async (db: LocalDb, access: Access, row: OutboxRow): Promise<void> => {
  const isReply = row.command.type === 'reply';
  try {
    await postCommand(access, row.command);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isFinal || error.status === 401) throw error;
    // A reply that was refused is shown with its reason. The rest had no text to lose.
    if (isReply) await db.outbox.update(row.id, { state: 'refused', error: error.code });
    else await db.outbox.delete(row.id);
    return;
  }
  // The event may have come before this answer, and taken the row with it; update does nothing then.
  if (isReply) await db.outbox.update(row.id, { state: 'accepted' });
  else await db.outbox.delete(row.id);
};
