/** Writes what was decided, in sets, and puts it into the log. */
import { saveClaims, saveLinks } from '../../store/claims.ts';
import { saveContacts } from '../../store/contacts.ts';
import { saveConversations } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { saveFacts } from '../../store/facts.ts';
import { saveMarks } from '../../store/marks.ts';
import { removeMessages, saveMessages } from '../../store/messages.ts';
import { emitSessions, removeSessions, saveSessions } from '../../store/sessions.ts';
import { dropEarlyStatuses, saveEarlyStatuses } from '../../store/statuses.ts';
import { saveWidgets } from '../../store/widgets.ts';
import type { Work } from './work.ts';

/** All of it is asked at once: rows and log keep this order, and nobody waits for one answer after the
 * other. What refers to a row comes after it. */
export const saveWork = async (tx: Tx, work: Work): Promise<void> => {
  const widgets = saveWidgets(tx, [...work.widgets.changed]);
  for (const id of work.shown) tx.emit('contact', id);
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
  for (const { id } of work.conversations.changed) tx.emit('conversation', id);
};
