/**
 * Sessions, the 24-hour window and the status: pure functions of rows and a clock. This file never
 * reads a clock itself and knows nothing of arrival, so that any order and any number of deliveries
 * gives the same sessions.
 */
import type { Content, Conversation } from './models.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** From `openedAt` to `lastCustomerAt`, with the close by an agent, if any, after its last message. */
export interface Span {
  openedAt: number;
  lastCustomerAt: number;
  closedAt: number | null;
}

/**
 * What a customer's message does to the spans around it: `before` is the last one that opened at or
 * before it, `after` the first one that opened later. The message may start a span, stretch one, or
 * join the two. Spans and their closes carry all that the messages themselves would tell, so nothing
 * else has to be read.
 */
export type Placement = 'new' | 'inside' | 'stretch-before' | 'stretch-after' | 'join';

export const placeMessage = (
  at: number,
  before: Span | undefined,
  after: Span | undefined,
): Placement => {
  if (before && at <= before.lastCustomerAt) return 'inside';
  // Meta's clock has whole seconds: a message in the second of the close counts as after it, because
  // answering once too often is better than leaving a customer in a closed session.
  const closed = before?.closedAt != null && Math.floor(before.closedAt / 1000) * 1000 <= at;
  const joinsBefore = before !== undefined && !closed && at - before.lastCustomerAt < DAY_MS;
  // A close between the two belongs to `before`; if the message came before that close, `after`
  // stays apart.
  const barred = before?.closedAt != null && !closed;
  const joinsAfter = after !== undefined && !barred && after.openedAt - at < DAY_MS;
  if (joinsBefore && joinsAfter) return 'join';
  if (joinsBefore) return 'stretch-before';
  if (joinsAfter) return 'stretch-after';
  return 'new';
};

/** When a session closes by itself, or closed by an agent's hand. */
export const sessionEndsAt = (span: Span): number =>
  Math.min(span.closedAt ?? Number.POSITIVE_INFINITY, span.lastCustomerAt + DAY_MS);

/**
 * Reactions, edits, revokes and system notices are events about messages, not messages: they open
 * no session, move no window and are not waiting to be answered.
 */
const silentKinds = new Set(['reaction', 'edit', 'revoke', 'system']);
export const isSpoken = (content: Content): boolean =>
  content.type === 'text' || !silentKinds.has(content.kind);

/** Whether a customer's message moves the window. Where Meta is silent we promise less rather than
 * more: a kind that even Meta couldn't name doesn't count.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages */
export const movesWindow = (content: Content): boolean =>
  isSpoken(content) && !(content.type === 'unsupported' && content.kind === 'unsupported');

export const isWindowOpen = (windowEndsAt: number | null, now: number): boolean =>
  windowEndsAt !== null && now < windowEndsAt;

export type Status = 'pending-first' | 'pending' | 'open' | 'closed';

/** One word that tells what a conversation needs. */
export const statusOf = (
  conversation: Pick<Conversation, 'session' | 'lastReplyAt' | 'lastCustomerAt' | 'lastMessage'>,
  now: number,
): Status => {
  const { session, lastReplyAt, lastCustomerAt, lastMessage } = conversation;
  if (!session || now >= sessionEndsAt(session)) return 'closed';
  if (lastReplyAt === null || lastReplyAt < session.openedAt) return 'pending-first';
  // Times have whole seconds. Of two in one second the last message, which came later, decides.
  if (lastCustomerAt === lastReplyAt)
    return lastMessage?.origin === 'customer' ? 'pending' : 'open';
  return (lastCustomerAt ?? 0) > lastReplyAt ? 'pending' : 'open';
};
