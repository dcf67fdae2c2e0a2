/**
 * What a delivery changes. Everything here is a function of the set of things Meta has said: any
 * order, repetition and batching of the same deliveries gives the same rows (tests/sync holds it to
 * that), and nothing reads the clock of this machine.
 */
import { isFurther } from '@deskside/shared/delivery';
import { type MessageId, newId, type WidgetId } from '@deskside/shared/ids';
import type { Delivery } from '@deskside/shared/models';
import { DAY_MS, isSpoken, movesWindow } from '@deskside/shared/session';
import type { Item, Line, MessageItem, StatusItem } from '../meta/webhook.ts';
import { keepAside } from '../store/aside.ts';
import { toContact } from '../store/contacts.ts';
import {
  type ConversationRow,
  conversationById,
  findOrCreateConversation,
  saveConversation,
} from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import {
  countUnread,
  insertMessage,
  lastReply,
  type MessageRow,
  messageById,
  messageByMetaId,
  newestMessage,
  removeMessage,
  updateMessage,
} from '../store/messages.ts';
import { dropEarlyStatus, earlyStatus, saveEarlyStatus } from '../store/statuses.ts';
import { insertWidget, type WidgetRow, widgetByNumber } from '../store/widgets.ts';
import { resolveContact } from './contacts.ts';
import { placeInSession } from './sessions.ts';

export interface IngestOptions {
  /** Whether a number that we meet for the first time can be answered from at once. */
  canSend: boolean;
  /** When the delivery arrived; only kept beside what is put aside. */
  arrivedAt: number;
}

export const ingestDelivery = async (
  tx: Tx,
  items: readonly Item[],
  options: IngestOptions,
): Promise<void> => {
  for (const item of items) {
    if (item.kind === 'message') await ingestMessage(tx, item, options);
    else if (item.kind === 'status') await ingestStatus(tx, item, options);
    else if (item.kind === 'aside')
      await keepAside(tx, item.reason, Buffer.from(item.body), options.arrivedAt);
  }
};

/** A number nobody has set up is kept as a widget of its own rather than losing what customers write
 * to it. */
const widgetOf = async (tx: Tx, line: Line, options: IngestOptions): Promise<WidgetRow> => {
  const known = await widgetByNumber(tx.db, line.numberId);
  if (known) return known;
  const phone = `+${line.phone.replace(/\D/g, '')}`;
  const fields = { numberId: line.numberId, accountId: line.accountId, phone, name: phone };
  const draftReason = options.canSend ? null : 'new';
  return insertWidget(tx, { ...fields, draftReason, isPractice: 0 }, options.arrivedAt);
};

const ingestMessage = async (tx: Tx, item: MessageItem, options: IngestOptions): Promise<void> => {
  const widget = await widgetOf(tx, item.line, options);
  const known = await messageByMetaId(tx.db, widget.id, item.metaId);
  if (known) return upgradePlaceholder(tx, known, item);

  const contact = await resolveContact(tx, item.who, item.at);
  const conversation = await findOrCreateConversation(tx, contact.id, widget.id);
  // A conversation that was too old for somebody's snapshot comes back with the name that belongs to it.
  tx.emit('contact', toContact(contact));
  // Only what the business says has a status, and a status may come before what it is about.
  const early = item.origin === 'phone' ? await takeEarly(tx, widget.id, item.metaId) : undefined;
  const message: MessageRow = {
    id: newId<MessageId>(),
    conversationId: conversation.id,
    widgetId: widget.id,
    metaId: item.metaId,
    origin: item.origin,
    agentId: null,
    at: item.at,
    content: JSON.stringify(item.content),
    isSpoken: isSpoken(item.content) ? 1 : 0,
    delivery: item.origin === 'phone' ? (early?.delivery ?? 'sent') : null,
    failure: early?.failure ?? null,
    raw: item.raw,
    sendStartedAt: null,
  };
  await insertMessage(tx, message);
  if (item.origin === 'customer' && message.isSpoken) await placeInSession(tx, message);
  await saveConversation(tx, await withMessage(tx, conversation, message, item), message);
};

/** The conversation's columns once this message is part of it. */
const withMessage = async (
  tx: Tx,
  row: ConversationRow,
  message: MessageRow,
  { content, origin, at }: MessageItem,
): Promise<ConversationRow> => {
  const next = { ...row };
  // Within one second Meta gives no order; what came later is shown later.
  if (at >= row.lastAt) {
    next.lastAt = at;
    next.lastMessageId = message.id;
  }
  // A reaction from the phone answers nobody.
  if (origin === 'phone' && isSpoken(content)) {
    next.lastReplyAt = await lastReply(tx.db, row.id);
    next.lastPhoneAt = Math.max(row.lastPhoneAt ?? 0, at);
  } else if (origin === 'customer' && isSpoken(content)) {
    next.lastCustomerAt = Math.max(row.lastCustomerAt ?? 0, at);
    if (movesWindow(content)) next.windowEndsAt = Math.max(row.windowEndsAt ?? 0, at + DAY_MS);
  }
  next.unreadCount = await countUnread(tx.db, row.id, row.readUpTo, next.lastPhoneAt);
  return next;
};

const upgradePlaceholder = async (tx: Tx, known: MessageRow, item: MessageItem): Promise<void> => {
  const stored = JSON.parse(known.content) as { kind?: string };
  if (stored.kind !== 'unavailable' || item.isPlaceholder) return;
  await updateMessage(tx, known, { content: JSON.stringify(item.content), raw: item.raw });
  await refreshConversation(tx, known, { isReplyMoved: false, at: item.at });
};

const ingestStatus = async (tx: Tx, item: StatusItem, options: IngestOptions): Promise<void> => {
  const widget = await widgetOf(tx, item.line, options);
  const message =
    (await messageByMetaId(tx.db, widget.id, item.metaId)) ?? (await ours(tx, widget, item));
  if (message) return settleDelivery(tx, message, item);
  const early = await earlyStatus(tx, widget.id, item.metaId);
  if (early && !isFurther(item.delivery, early.delivery)) return;
  await saveEarlyStatus(tx, {
    widgetId: widget.id,
    metaId: item.metaId,
    delivery: item.delivery,
    failure: item.failure,
    at: item.at,
  });
};

/** The reply that carries our id, when Meta's answer with its own id was lost or is still to come. */
const ours = async (tx: Tx, widget: WidgetRow, item: StatusItem) => {
  if (!item.ourId) return undefined;
  const message = await messageById(tx.db, item.ourId as MessageId);
  const isOurs = message?.widgetId === widget.id && message.origin === 'agent';
  return isOurs && message.metaId === null ? message : undefined;
};

/** Moves a message up the ladder, never down, and keeps the conversation's row in step. */
export const settleDelivery = async (
  tx: Tx,
  message: MessageRow,
  news: { delivery: Delivery; failure: string | null; metaId?: string; at: number },
): Promise<void> => {
  const fields: Partial<MessageRow> = {};
  let { delivery, failure } = news;
  if (news.metaId && message.metaId === null) {
    fields.metaId = news.metaId;
    const early = await adopt(tx, message, news.metaId);
    if (early?.delivery && isFurther(early.delivery, delivery))
      ({ delivery, failure } = { ...early, delivery: early.delivery });
  }
  if (isFurther(delivery, message.delivery)) Object.assign(fields, { delivery, failure });
  if (Object.keys(fields).length === 0) return;
  const next = await updateMessage(tx, message, fields);
  // What failed is no answer; what turns out to have arrived is one again.
  const isReplyMoved = fields.delivery === 'failed' || message.delivery === 'failed';
  if (fields.delivery) await refreshConversation(tx, next, { isReplyMoved, at: news.at });
};

/** A reply learns Meta's id: what came under that id before, an echo or a status, was about it. An
 * echo has taken the status that waited for it. */
const adopt = async (tx: Tx, message: MessageRow, metaId: string) => {
  const echo = await messageByMetaId(tx.db, message.widgetId, metaId);
  if (!echo) return takeEarly(tx, message.widgetId, metaId);
  await removeMessage(tx, echo.id);
  const row = await conversationById(tx.db, message.conversationId);
  if (!row) return echo;
  // Everything that the echo had a part in, as it is without it.
  const newest = await newestMessage(tx.db, row.id);
  const lastPhoneAt = await lastReply(tx.db, row.id, ['phone']);
  await saveConversation(tx, {
    ...row,
    lastAt: newest?.at ?? row.lastAt,
    lastMessageId: newest?.id ?? null,
    lastReplyAt: await lastReply(tx.db, row.id),
    lastPhoneAt,
    unreadCount: await countUnread(tx.db, row.id, row.readUpTo, lastPhoneAt),
  });
  return echo;
};

const takeEarly = async (tx: Tx, widgetId: WidgetId, metaId: string) => {
  const early = await earlyStatus(tx, widgetId, metaId);
  if (early) await dropEarlyStatus(tx, widgetId, metaId);
  return early;
};

const refreshConversation = async (
  tx: Tx,
  message: MessageRow,
  { isReplyMoved, at }: { isReplyMoved: boolean; at: number },
): Promise<void> => {
  const row = await conversationById(tx.db, message.conversationId);
  if (!row || (!isReplyMoved && row.lastMessageId !== message.id)) return;
  const next = { ...row };
  if (isReplyMoved) next.lastReplyAt = await lastReply(tx.db, row.id);
  // Meta's refusal is believed over our clock: the window is closed, whatever we counted.
  // Unless the customer has written again since.
  const isStale = (row.windowEndsAt ?? 0) - DAY_MS > at;
  if (message.failure === WINDOW_CLOSED && row.windowEndsAt !== null && !isStale)
    next.windowEndsAt = Math.min(row.windowEndsAt, at);
  await saveConversation(tx, next);
};

const WINDOW_CLOSED = '131047';
