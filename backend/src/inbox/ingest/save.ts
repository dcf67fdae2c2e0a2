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

export const saveWork = async (tx: Tx, work: Work): Promise<void> => {
  await saveWidgets(tx, [...work.widgets.changed]);
  await saveContacts(tx, [...work.contacts.changed]);
  await saveClaims(tx, [...work.newClaims]);
  await saveLinks(tx, [...work.links.values()]);
  await emitContacts(tx, work);
  await saveConversations(tx, [...work.conversations.changed]);
  await removeMessages(tx, [...work.removedMessages]);
  await saveMessages(tx, [...work.messages.changed]);
  await saveMarks(tx, [...work.marks.changed]);
  await dropEarlyStatuses(tx, [...work.usedEarly]);
  await saveEarlyStatuses(tx, [...work.early.changed]);
  await removeSessions(tx, [...work.removedSessions]);
  await saveSessions(tx, [...work.changedSessions]);
  emitSessions(
    tx,
    [...work.changedSessions].filter(
      ({ id, conversationId }) => work.conversationById.get(conversationId)?.sessionId !== id,
    ),
  );
  await saveFacts(tx, [...work.facts.changed]);
  await emitConversations(tx, [...work.conversations.changed], work);
};

const emitContacts = async (tx: Tx, work: Work) => {
  const missing = [...work.shown].filter((id) => !work.contacts.get(id));
  const rows = missing.length > 0 ? await contactRows(tx, missing) : [];
  for (const id of work.shown) {
    const row = work.contacts.get(id);
    if (row) rows.push(row);
  }
  for (const row of rows) tx.emit('contact', toContact(row));
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
  if (missing.length > 0) for (const row of await read(missing)) found.set(row.id, row);
  return found;
};
