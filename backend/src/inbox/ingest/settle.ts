/**
 * What can't be decided from the loaded rows alone: who turns out to be whom, what they are called, and
 * conversations that have to be worked out anew. Rare, and therefore plain rather than fast.
 */
import type { ContactId, ConversationId } from '@deskside/shared/ids';
import { membersOf } from '../../store/contacts.ts';
import {
  type ConversationRow,
  conversationRows,
  saveConversations,
} from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { factsAround, ofWidget } from '../../store/facts.ts';
import { messagesOf } from '../../store/messages.ts';
import {
  closesOf,
  emitSessions,
  removeSessions,
  type SessionRow,
  saveSessions,
  sessionsOfAll,
} from '../../store/sessions.ts';
import { saveWidgets, type WidgetRow, widgetRows } from '../../store/widgets.ts';
import { unseenOf } from '../seen.ts';
import { deriveConversation } from './derive.ts';
import { linkOf } from './facts.ts';
import { renamePeople } from './names.ts';
import { gatherPeople } from './people.ts';
import { proveLink } from './prove.ts';
import type { Work } from './work.ts';

/** Says whether a number is to be asked about itself. */
export const settleWork = async (tx: Tx, work: Work): Promise<boolean> => {
  if (work.identities.size > 0) {
    const { stale, people } = await gatherPeople(tx, [...work.identities]);
    for (const id of stale) work.stale.add(id);
    for (const id of people) {
      work.named.add(id);
      work.shown.add(id);
    }
  }
  // Names come last: only somebody with a conversation is shown.
  if (work.stale.size > 0) await deriveAnew(tx, [...work.stale]);
  if (work.named.size > 0) await renamePeople(tx, [...work.named], work.shown);
  return work.accounts.size > 0 && relink(tx, work);
};

/** The same for two who have just become one, or two again. */
export const settlePeople = async (tx: Tx, ids: readonly ContactId[]): Promise<void> => {
  const { stale, people } = await gatherPeople(tx, ids);
  await deriveAnew(tx, [...stale]);
  await renamePeople(tx, [...people], people);
};

export const deriveAnew = async (tx: Tx, ids: readonly ConversationId[]): Promise<void> => {
  const rows = await conversationRows(tx, 'id', ids);
  const messages = Map.groupBy(await messagesOf(tx, ids), (row) => row.conversationId);
  const before = new Map((await sessionsOfAll(tx, ids)).map((row) => [row.id, row]));
  const members = Map.groupBy(
    await membersOf(tx, [...new Set(rows.map(({ contactId }) => contactId))]),
    (row) => row.personId,
  );
  const next: ConversationRow[] = [];
  const sessions: SessionRow[] = [];
  for (const row of rows) {
    const people = members.get(row.contactId)?.map(({ id }) => id) ?? [];
    const said = messages.get(row.id) ?? [];
    const isUnseen = await unseenOf(tx, row, people, said);
    const closes = await closesOf(tx, people, row.widgetId);
    const derived = deriveConversation(row, said, closes, isUnseen);
    next.push(derived.row);
    sessions.push(...derived.sessions);
  }
  // All of them at once: a session may have gone from one conversation to another.
  const kept = new Set(sessions.map(({ id }) => id));
  await removeSessions(
    tx,
    [...before.keys()].filter((id) => !kept.has(id)),
  );
  const changed = sessions.filter((session) => !isSame(before.get(session.id), session));
  const latest = new Set(next.map(({ sessionId }) => sessionId));
  await saveSessions(tx, changed);
  // Whichever was the latest until now has only been told with its conversation.
  const wasLatest = new Set(rows.map(({ sessionId }) => sessionId));
  emitSessions(
    tx,
    sessions.filter(
      (session) =>
        !latest.has(session.id) && (wasLatest.has(session.id) || changed.includes(session)),
    ),
  );
  await saveConversations(tx, next);
  for (const row of next) if (row.lastMessageId !== null) tx.emit('conversation', row.id);
  const isEmpty = new Set(next.flatMap((row) => (row.lastMessageId === null ? row.id : [])));
  await takeAway(
    tx,
    rows.filter((row) => row.lastMessageId !== null && isEmpty.has(row.id)),
  );
};

/** A conversation whose messages have all gone to another is no longer shown, nor is somebody who has
 * no other. */
const takeAway = async (tx: Tx, rows: readonly ConversationRow[]): Promise<void> => {
  for (const { id } of rows) tx.emit('conversation', id);
  const ids = [...new Set(rows.map(({ contactId }) => contactId))];
  if (ids.length === 0) return;
  const left = (await conversationRows(tx, 'contactId', ids)).filter((row) => row.lastMessageId);
  for (const id of ids) if (!left.some(({ contactId }) => contactId === id)) tx.emit('contact', id);
};

const isSame = (a: SessionRow | undefined, b: SessionRow) =>
  a?.conversationId === b.conversationId &&
  a.openedAt === b.openedAt &&
  a.lastCustomerAt === b.lastCustomerAt &&
  a.closedAt === b.closedAt;

/** Whether Meta still lets these accounts' numbers be used, after what it said. */
const relink = async (tx: Tx, work: Work): Promise<boolean> => {
  const rows = [
    ...(await widgetRows(tx, 'accountId', [...work.accounts])),
    ...(await widgetRows(tx, 'numberId', [...work.numbers])),
    ...(await widgetRows(tx, 'phone', [...work.numbers])),
  ];
  const widgets = [...new Map(rows.map((row) => [row.id, row])).values()];
  if (widgets.length === 0) return false;
  const facts = await factsAround(tx, widgets);
  const links = widgets.map((before) => {
    const link = linkOf(before, ofWidget(facts, before));
    const { reason: linkReason, detail: linkDetail } = link;
    const after = { ...before, linkReason, linkDetail, checkDue: link.isCheckDue ? 1 : 0 };
    return { before, after, link };
  });
  await saveWidgets(
    tx,
    links.flatMap(({ before, after }) => (isLinkedAlike(before, after) ? [] : [after])),
  );
  for (const { before, after, link } of links) {
    const wasUnlinked = link.wasUnlinked || before.linkReason === 'unlinked';
    await proveLink(tx, after, { ...link, wasUnlinked }, work.options.now);
  }
  return links.some(({ link }) => link.isCheckDue);
};

const isLinkedAlike = (a: WidgetRow, b: WidgetRow) =>
  a.linkReason === b.linkReason && a.linkDetail === b.linkDetail && a.checkDue === b.checkDue;
