/**
 * What people asked for and the server doesn't have yet. A row is written before anything is sent
 * and survives everything; sending it twice is harmless, because its id is the command's id.
 */
import type { Command } from '@deskside/shared/commands';
import { type ConversationId, type MessageId, newId } from '@deskside/shared/ids';
import { liveQuery } from 'dexie';
import { type Access, ApiError, postCommand } from '../api.ts';
import { type LocalDb, OutboxRow } from '../db.ts';
import { backOff } from './wait.ts';

type OfConversation = Extract<Command, { conversationId: ConversationId }>;

const enqueue = (db: LocalDb, command: OfConversation): Promise<unknown> =>
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

export const queueClose = async (
  db: LocalDb,
  conversationId: string,
  messageId: MessageId,
): Promise<void> => {
  await enqueue(db, {
    id: newId(),
    type: 'close',
    conversationId: conversationId as ConversationId,
    messageId,
  });
};

/** The same text once more, as a reply of its own. What stands in the composer stays there. */
export const queueAgain = async (
  db: LocalDb,
  conversationId: string,
  text: string,
): Promise<void> => {
  const id = newId<MessageId>();
  await enqueue(db, { id, type: 'reply', conversationId: conversationId as ConversationId, text });
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
 * Sends what waits, oldest first. What the server can't take now stops its own conversation, so that
 * replies keep their order, and nobody else's; it is thrown at the end. One page of the profile does
 * it at a time.
 */
export const flushOutbox = (db: LocalDb, access: Access): Promise<void> =>
  navigator.locks.request(`deskside outbox ${access.server}`, async () => {
    const rows = await db.outbox.filter(({ state }) => state === 'waiting').sortBy('id');
    const stuck = new Map<string, ApiError>();
    for (const raw of rows) {
      if (stuck.has(raw.conversationId)) continue;
      const parsed = OutboxRow.safeParse(raw);
      if (!parsed.success) {
        await db.outbox.update(raw.id, { state: 'refused', error: 'misread' });
        continue;
      }
      const error = await sendRow(db, access, parsed.data);
      // Without a line, or without a right, the rest needn't be tried.
      if (error?.status === 0 || error?.status === 401) throw error;
      if (error) stuck.set(raw.conversationId, error);
    }
    for (const error of stuck.values()) throw error;
  });

/** Goes on until nothing waits, for as long as this page leads. */
export const keepFlushing = async (
  db: LocalDb,
  access: Access,
  signal: AbortSignal,
): Promise<void> => {
  let failures = 0;
  while (!signal.aborted) {
    await somethingWaits(db, signal);
    if (signal.aborted) return;
    try {
      await flushOutbox(db, access);
      failures = 0;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failures += 1;
      await backOff(failures, signal);
    }
  }
};

const somethingWaits = (db: LocalDb, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = () => {
      subscription.unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    const waiting = () => db.outbox.filter(({ state }) => state === 'waiting').count();
    const next = (count: number) => {
      if (count > 0) done();
    };
    const subscription = liveQuery(waiting).subscribe({ next, error: reject });
  });

/** A token that is no longer good stops everything and refuses nothing: after pairing anew the rows go
 * on their way. */
const sendRow = async (
  db: LocalDb,
  access: Access,
  row: OutboxRow,
): Promise<ApiError | undefined> => {
  const isReply = row.command.type === 'reply';
  try {
    await postCommand(access, row.command);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (!error.isFinal || error.status === 401) return error;
    // A reply that was refused is shown with its reason. The rest had no text to lose.
    if (isReply) await db.outbox.update(row.id, { state: 'refused', error: error.code });
    else await db.outbox.delete(row.id);
    return undefined;
  }
  // The event may have come before this answer, and taken the row with it; update does nothing then.
  if (isReply) await db.outbox.update(row.id, { state: 'accepted' });
  else await db.outbox.delete(row.id);
  return undefined;
};
