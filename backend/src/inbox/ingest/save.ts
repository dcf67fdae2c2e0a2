/** Writes what was decided, in sets, and puts it into the log. */
import type { MessageId, SessionId } from '@deskside/shared/ids';
import { saveClaims, saveLinks } from '../../store/claims.ts';
import { contactRows, saveContacts, toContact } from '../../store/contacts.ts';
import {
  type ConversationRow,
  saveConversations,
  toConversation,
} from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { saveFacts } from '../../store/facts.ts';
import { saveMarks } from '../../store/marks.ts';
import { messageRows, removeMessages, saveMessages, toMessage } from '../../store/messages.ts';
import { emitSessions, removeSessions, saveSessions, sessionRows } from '../../store/sessions.ts';
import { dropEarlyStatuses, saveEarlyStatuses } from '../../store/statuses.ts';
import { saveWidgets } from '../../store/widgets.ts';
import type { Work } from './work.ts';

/** All of it is asked at once: rows and log keep this order, and nobody waits for one answer after the
 * other. What refers to a row comes after it. */
export const saveWork = async (tx: Tx, work: Work): Promise<void> => {
  const shown = await shownContacts(tx, work);
  const widgets = saveWidgets(tx, [...work.widgets.changed]);
  for (const row of shown) tx.emit('contact', toContact(row));
  await Promise.all([
    widgets,
    saveContacts(tx, [...work.contacts.changed]),
    saveClaims(tx, [...work.newClaims]),
    saveLinks(tx, [...work.links.values()]),
    saveConversations(tx, [...work.conversations.changed]),
    removeMessages(tx, [...work.removedMessages]),
    saveMessages(tx, [...work.messages.changed], (row) => work.newMessages.has(row)),
    saveMarks(tx, [...work.marks.changed]),
    dropEarlyStatuses(tx, [...work.usedEarly]),
    saveEarlyStatuses(tx, [...work.early.changed]),
    removeSessions(tx, [...work.removedSessions]),
    saveSessions(tx, [...work.changedSessions]),
    saveFacts(tx, [...work.facts.changed]),
  ]);
  emitSessions(
    tx,
    [...work.changedSessions].filter(
      ({ id, conversationId }) => work.conversationById.get(conversationId)?.sessionId !== id,
    ),
  );
  await emitConversations(tx, [...work.conversations.changed], work);
};

const shownContacts = async (tx: Tx, { shown, contacts }: Work) => {
  const missing = [...shown].filter((id) => !contacts.get(id));
  const near = [...shown].flatMap((id) => contacts.get(id) ?? []);
  return [...(await contactRows(tx, missing)), ...near];
};

/** Whole rows: with the latest session and the last message, from memory where they are there. */
export const emitConversations = async (
  tx: Tx,
  rows: readonly ConversationRow[],
  known?: Pick<Work, 'byId' | 'sessions'>,
): Promise<void> => {
  const message = await lookUp(
    rows.flatMap(({ lastMessageId }) => lastMessageId ?? []),
    (id: MessageId) => known?.byId.get(id),
    (ids) => messageRows(tx, ids),
  );
  const near = new Map([...(known?.sessions.values() ?? [])].flat().map((row) => [row.id, row]));
  const session = await lookUp(
    rows.flatMap(({ sessionId }) => sessionId ?? []),
    (id: SessionId) => near.get(id),
    (ids) => sessionRows(tx, ids),
  );
  for (const row of rows) {
    const last = row.lastMessageId && message.get(row.lastMessageId);
    const latest = row.sessionId && session.get(row.sessionId);
    tx.emit('conversation', toConversation(row, latest || null, last ? toMessage(last) : null));
  }
};

const lookUp = async <I extends string, T extends { id: I }>(
  ids: readonly I[],
  near: (id: I) => T | undefined,
  read: (ids: I[]) => Promise<T[]>,
): Promise<Map<I, T>> => {
  const found = new Map<I, T>();
  const missing: I[] = [];
  for (const id of ids) {
    const row = near(id);
    if (row) found.set(id, row);
    else missing.push(id);
  }
  for (const row of await read(missing)) found.set(row.id, row);
  return found;
};
