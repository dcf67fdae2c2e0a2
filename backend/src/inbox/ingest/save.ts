/** Writes what was decided, in sets, and puts it into the log. */
import { saveClaims, saveLinks } from '../../store/claims.ts';
import { saveContacts } from '../../store/contacts.ts';
import { saveConversations } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { saveFacts } from '../../store/facts.ts';
import { saveMarks } from '../../store/marks.ts';
import { insertMessages, removeMessages, saveMessages } from '../../store/messages.ts';
import { emitSessions, removeSessions, saveSessions } from '../../store/sessions.ts';
import { dropEarlyStatuses, saveEarlyStatuses } from '../../store/statuses.ts';
import { saveWidgets } from '../../store/widgets.ts';
import type { Work } from './work.ts';

/** As many new messages as are worth a statement of their own. */
export const PORTION = 100;

/** New messages go ahead of the rest, while others are still being decided: the database has something
 * to do meanwhile. Before them goes whoever had their place. */
export const insertNew = async (tx: Tx, work: Work): Promise<void> => {
  await removeMessages(tx, [...work.removedMessages]);
  work.removedMessages.clear();
  const rows = [...work.newMessages];
  work.newMessages.clear();
  for (const row of rows) {
    work.messages.changed.delete(row);
    work.inserted.add(row.id);
  }
  await insertMessages(tx, rows);
};

/** All of it is asked at once: rows and log keep this order, and nobody waits for one answer after the
 * other. What refers to a row comes after it. */
export const saveWork = async (tx: Tx, work: Work): Promise<void> => {
  await saveWidgets(tx, [...work.widgets.changed]);
  for (const id of work.shown) tx.emit('contact', id);
  await insertNew(tx, work);
  for (const id of work.inserted) if (work.byId.has(id)) tx.emit('message', id);
  await Promise.all([
    saveContacts(tx, [...work.contacts.changed]),
    saveClaims(tx, [...work.newClaims]),
    saveLinks(tx, [...work.links.values()]),
    saveConversations(tx, [...work.conversations.changed]),
    saveMessages(tx, [...work.messages.changed]),
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
  for (const { id } of work.conversations.changed) tx.emit('conversation', id);
};
