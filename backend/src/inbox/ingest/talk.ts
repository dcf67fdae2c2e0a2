/** What a message changes: its conversation, its session, and what was waiting for it. */
import { isSpoken, movesWindow } from '@deskside/shared/content';
import { isNews } from '@deskside/shared/delivery';
import { type ConversationId, type MessageId, newId, type SessionId } from '@deskside/shared/ids';
import type { Delivery } from '@deskside/shared/models';
import { placeMessage } from '@deskside/shared/session';
import type { MessageItem } from '../../meta/items.ts';
import type { ContactRow } from '../../store/contacts.ts';
import { type ConversationRow, endWith } from '../../store/conversations.ts';
import type { MessageRow } from '../../store/messages.ts';
import type { SessionRow } from '../../store/sessions.ts';
import type { WidgetRow } from '../../store/widgets.ts';
import { mergeCalls } from './calls.ts';
import { learnProfile, linkIdentities, type Resolved, resolve } from './identity.ts';
import {
  applyMarks,
  extrasOf,
  isBetter,
  isPlaceholder,
  originalOf,
  packExtras,
  removeRow,
  touch,
} from './marks.ts';
import { listIn, pairKey, placeIn, scopeOf, type Work } from './work.ts';

export const decideMessage = (work: Work, widget: WidgetRow, item: MessageItem): void => {
  const scope = scopeOf(work, item.line.accountId);
  const resolved = resolve(work, scope, item.who, item.at);
  learnProfile(work, resolved, item.who, item.at);
  if (item.becomes) linkIdentities(work, scope, resolved.named, item.becomes, item.at);
  const key = pairKey(widget.id, item.metaId);
  const known = work.messages.get(key);
  if (known) {
    hearAgain(work, known, item, resolved);
    return;
  }
  // A placeholder for what has turned out to be a reaction or an edit.
  if (isPlaceholder(item.content) && work.marks.get(key)) return;

  const conversation = conversationOf(work, resolved.contact, widget, item.at);
  const row: MessageRow = {
    id: newId<MessageId>(),
    conversationId: conversation.id,
    contactId: resolved.contact.id,
    weakKey: resolved.weakKey,
    widgetId: widget.id,
    metaId: item.metaId,
    origin: item.origin,
    agentId: null,
    delivery: null,
    failure: null,
    pricing: null,
    sendStartedAt: null,
    ...wordsOf(work, widget.id, item),
  };
  work.messages.put(key, row);
  work.newMessages.add(row);
  work.byId.set(row.id, row);
  receiveWaiting(work, row, key);
  // Only what the business says has a status.
  if (item.origin === 'phone' && isSpoken(item.content) && item.content.type !== 'call')
    row.delivery ??= 'sent';
  joinConversation(work, conversation, row);
};

/** The columns that say what it says. */
const wordsOf = (work: Work, widgetId: WidgetRow['id'], item: MessageItem) => {
  const quoted = item.quotedMetaId && work.messages.get(pairKey(widgetId, item.quotedMetaId));
  return {
    at: item.at,
    content: JSON.stringify(item.content),
    isSpoken: isSpoken(item.content) ? 1 : 0,
    movesWindow: movesWindow(item.content) ? 1 : 0,
    quotedMetaId: item.quotedMetaId,
    extras: packExtras({
      ...(item.quotedMetaId ? { quotedId: quoted ? quoted.id : null } : {}),
      forwarded: item.forwarded ?? undefined,
      ad: item.ad ?? undefined,
      product: item.product ?? undefined,
      isHeld: item.isHeld || undefined,
    }),
    revokedAt: null,
    raw: item.raw,
  };
};

/** What came before the message that it is about: a status, marks, answers that quote it. The key is of
 * its widget and Meta's id. */
const receiveWaiting = (work: Work, row: MessageRow, key: string): void => {
  const early = row.origin === 'customer' ? undefined : work.early.get(key);
  if (early) {
    if (isNews(early, row))
      Object.assign(row, { delivery: early.delivery, failure: early.failure });
    row.pricing = dearer(row.pricing, early.pricing);
    work.early.drop(key);
    work.usedEarly.add(early);
  }
  applyMarks(work, row, key);
  if (row.quotedMetaId) {
    const quoted = pairKey(row.widgetId, row.quotedMetaId);
    placeIn(work.quoting, quoted, () => new Set()).add(row);
  }
  for (const answer of work.quoting.get(key) ?? []) {
    answer.extras = packExtras({ ...extrasOf(answer), quotedId: row.id });
    touch(work, answer);
  }
};

export const conversationOf = (
  work: Work,
  contact: ContactRow,
  widget: WidgetRow,
  at: number,
): ConversationRow => {
  const key = pairKey(contact.personId, widget.id);
  const known = work.conversations.get(key);
  // A conversation too old for somebody's snapshot comes back with the name that belongs to it.
  if (!known || known.lastAt < at - NAME_AGAIN_MS) work.shown.add(contact.personId);
  if (known) return known;
  const row = emptyConversation(contact.personId, widget.id);
  work.conversations.put(key, row);
  work.conversationById.set(row.id, row);
  return row;
};
const NAME_AGAIN_MS = 60 * 60 * 1000;

export const emptyConversation = (
  contactId: ConversationRow['contactId'],
  widgetId: ConversationRow['widgetId'],
): ConversationRow => ({
  id: newId<ConversationId>(),
  contactId,
  widgetId,
  lastAt: 0,
  lastHour: 0,
  lastCustomerAt: null,
  lastReplyAt: null,
  lastPhoneAt: null,
  lastMovedAt: null,
  refusedAt: null,
  sessionId: null,
  lastMessageId: null,
  unreadCount: 0,
  readUpTo: null,
});

const max = (a: number | null, b: number) => Math.max(a ?? 0, b);

/** The conversation's columns once this message is part of it; what would need others to be read again
 * is left to be worked out anew. */
const joinConversation = (work: Work, row: ConversationRow, message: MessageRow): void => {
  const { at, origin } = message;
  work.conversations.changed.add(row);
  Object.assign(row, endWith(row, message));
  if (!message.isSpoken) return;
  if (origin === 'customer') {
    if (at >= (row.lastPhoneAt ?? 0)) row.unreadCount += 1;
    row.lastCustomerAt = max(row.lastCustomerAt, at);
    if (message.movesWindow) row.lastMovedAt = max(row.lastMovedAt, at);
    joinSession(work, row, message);
    return;
  }
  if (message.delivery === 'failed') work.stale.add(row.id);
  else row.lastReplyAt = max(row.lastReplyAt, at);
  row.lastPhoneAt = max(row.lastPhoneAt, at);
  // Whoever answers on the phone has read what came before, but perhaps not what came in that second.
  if (row.unreadCount === 0) return;
  if (at > (row.lastCustomerAt ?? 0)) row.unreadCount = 0;
  else work.stale.add(row.id);
};

const joinSession = (work: Work, row: ConversationRow, { at }: MessageRow): void => {
  const sessions = listIn(work.sessions, row.id);
  const index = sessions.findLastIndex(({ openedAt }) => openedAt <= at);
  const before = sessions[index];
  const after = sessions[index + 1];
  const placement = placeMessage(at, before, after);
  const change = (session: SessionRow, fields: Partial<SessionRow>) => {
    work.changedSessions.add(Object.assign(session, fields));
  };
  const remove = (session: SessionRow) => {
    sessions.splice(sessions.indexOf(session), 1);
    work.changedSessions.delete(session);
    work.removedSessions.add(session.id);
  };
  const open = (fields: Omit<SessionRow, 'id' | 'conversationId' | 'openedAt'>) => {
    const session = { id: sessionIdOf(row, at), conversationId: row.id, openedAt: at, ...fields };
    sessions.splice(index + 1, 0, session);
    work.changedSessions.add(session);
  };
  if (placement === 'stretch-before' && before) {
    // The latest one is written with its conversation.
    before.lastCustomerAt = at;
    if (after) work.changedSessions.add(before);
  }
  if (placement === 'stretch-after' && after) {
    const { lastCustomerAt, closedAt, closedBy } = after;
    remove(after);
    open({ lastCustomerAt, closedAt, closedBy });
  }
  if (placement === 'join' && before && after) {
    const { lastCustomerAt, closedAt, closedBy } = after;
    change(before, { lastCustomerAt, closedAt, closedBy });
    remove(after);
  }
  if (placement === 'new') {
    // What was the latest until now is written as it ended.
    if (before) work.changedSessions.add(before);
    open({ lastCustomerAt: at, closedAt: null, closedBy: null });
  }
  row.sessionId = sessions.at(-1)?.id ?? row.sessionId;
};

/** A session is named by where and when it opened, so that working it out anew, from messages that came
 * in any order, gives the same one. */
export const sessionIdOf = ({ id }: Pick<ConversationRow, 'id'>, openedAt: number): SessionId =>
  `${id} ${openedAt}` as SessionId;

/** The same id once more: a repetition, the real message after its placeholder, more about a call, or
 * the same message by another field. */
const hearAgain = (work: Work, row: MessageRow, item: MessageItem, resolved: Resolved): void => {
  // An echo of a reply of ours tells nothing that we didn't say ourselves.
  if (row.origin === 'agent') return;
  const stored = originalOf(row);
  if (row.weakKey !== null && resolved.weakKey === null) {
    Object.assign(row, { contactId: resolved.contact.id, weakKey: null });
    work.messages.changed.add(row);
    work.identities.add(resolved.contact.id);
    const conversation = work.conversationById.get(row.conversationId);
    if (conversation) work.identities.add(conversation.contactId);
  }
  if (stored.type === 'call' && item.content.type === 'call') {
    const merged = mergeCalls(
      { at: row.at, origin: row.origin, content: stored },
      { at: item.at, origin: item.origin, content: item.content },
    );
    const content = JSON.stringify(merged.content);
    if (content === row.content && merged.at === row.at) return;
    // What it tells now may be another moment, another side, or that it was answered after all.
    work.stale.add(row.conversationId);
    Object.assign(row, {
      at: merged.at,
      origin: merged.origin,
      content,
      isSpoken: isSpoken(merged.content) ? 1 : 0,
      movesWindow: movesWindow(merged.content) ? 1 : 0,
    });
    touch(work, row);
    return;
  }
  if (isBetter(item, { at: row.at, content: stored })) {
    // It is held only while nothing about it has come to us.
    const isHeld = item.isHeld && extrasOf(row).isHeld === true;
    // At another moment, a bare phone may have been somebody else's.
    if (row.weakKey !== null && row.at !== item.at) work.identities.add(row.contactId);
    Object.assign(row, wordsOf(work, row.widgetId, { ...item, isHeld }));
    receiveWaiting(work, row, pairKey(row.widgetId, item.metaId));
    // It may stand at another second, or be one that opens no session.
    work.stale.add(row.conversationId);
    touch(work, row);
    return;
  }
  const extras = extrasOf(row);
  if (extras.isHeld && !item.isHeld) {
    row.extras = packExtras({ ...extras, isHeld: undefined });
    touch(work, row);
  }
};

/** Statuses of one message have told different prices. That it was paid counts, whichever says so; of two
 * that are alike in that, the greater, so that the order of arrival never decides. */
export const dearer = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  const [isAPaid, isBPaid] = [a, b].map((text) => isPaid(text));
  if (isAPaid !== isBPaid) return isAPaid ? a : b;
  return a > b ? a : b;
};
const isPaid = (pricing: string): boolean =>
  (JSON.parse(pricing) as { isBillable: boolean }).isBillable;

export type News = {
  delivery: Delivery;
  failure: string | null;
  pricing: string | null;
  metaId: string | null;
};

/** Moves one of our messages up the ladder, never down, and keeps its conversation in step. */
export const settleMessage = (work: Work, row: MessageRow, news: News): void => {
  const before = row.delivery;
  const reason = row.failure;
  const was = [row.metaId, row.delivery, row.failure, row.pricing].join();
  if (news.metaId && row.metaId === null) adopt(work, row, news.metaId);
  if (isNews(news, row)) Object.assign(row, { delivery: news.delivery, failure: news.failure });
  row.pricing = dearer(row.pricing, news.pricing);
  const conversation = work.conversationById.get(row.conversationId);
  // What failed is no answer; what turns out to have arrived is one again. And Meta's refusal of free
  // text closes the window.
  const isReplyMoved = (before === 'failed') !== (row.delivery === 'failed');
  if (conversation && (isReplyMoved || reason !== row.failure)) work.stale.add(conversation.id);
  if (was !== [row.metaId, row.delivery, row.failure, row.pricing].join()) touch(work, row);
};

export const WINDOW_CLOSED = '131047';

/** A reply learns Meta's id: what came under that id before, an echo or a status, was about it. */
const adopt = (work: Work, row: MessageRow, metaId: string): void => {
  const key = pairKey(row.widgetId, metaId);
  const echo = work.messages.get(key);
  if (echo) {
    removeRow(work, echo);
    row.pricing = dearer(row.pricing, echo.pricing);
    if (echo.delivery && isNews({ delivery: echo.delivery, failure: echo.failure }, row))
      Object.assign(row, { delivery: echo.delivery, failure: echo.failure });
  }
  row.metaId = metaId;
  work.messages.put(key, row);
  receiveWaiting(work, row, key);
};
