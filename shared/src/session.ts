/**
 * Sessions, the 24-hour window and the status: pure functions of rows and a clock. This file never
 * reads a clock itself and knows nothing of arrival, so that any order and any number of deliveries
 * gives the same sessions.
 */
import type { AgentId } from './ids.ts';
import type { Conversation } from './models.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** From `openedAt` to `lastCustomerAt`, with the close by an agent, if any, after its last message. */
export interface Span {
  openedAt: number;
  lastCustomerAt: number;
  closedAt: number | null;
}

/** A close is told to the second by which Meta's clock would have it. */
const secondOf = (at: number) => Math.floor(at / 1000) * 1000;

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
  const closed = before?.closedAt != null && secondOf(before.closedAt) <= at;
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

/**
 * The sessions of a conversation, from the moments of all that customers said and all that agents
 * closed, both in order. Placing the messages one by one, in any order, gives the same; this is what
 * that means.
 */
export const sessionsOf = (
  messages: readonly number[],
  closes: readonly { at: number; agentId: AgentId }[],
): (Span & { agentId: AgentId | null })[] => {
  const spans: (Span & { agentId: AgentId | null })[] = [];
  const waiting = [...closes];
  const closeUntil = (until: number) => {
    while (waiting[0] && secondOf(waiting[0].at) <= until) {
      const close = waiting.shift();
      const span = spans.at(-1);
      if (!close || !span || span.closedAt !== null || close.at >= sessionEndsAt(span)) continue;
      Object.assign(span, { closedAt: close.at, agentId: close.agentId });
    }
  };
  for (const at of messages) {
    closeUntil(at);
    const last = spans.at(-1);
    const placement = placeMessage(at, last, undefined);
    if (placement === 'new')
      spans.push({ openedAt: at, lastCustomerAt: at, closedAt: null, agentId: null });
    else if (last && placement === 'stretch-before') last.lastCustomerAt = at;
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return spans;
};

/** When a session closes by itself, or closed by an agent's hand. */
export const sessionEndsAt = (span: Span): number =>
  Math.min(span.closedAt ?? Number.POSITIVE_INFINITY, span.lastCustomerAt + DAY_MS);

/**
 * When the window ends. Meta's own refusal is believed over our clock, unless the customer has written
 * since: then it was about an older window.
 */
export const windowEnd = (lastMovedAt: number | null, refusedAt: number | null): number | null => {
  if (lastMovedAt === null) return null;
  const end = lastMovedAt + DAY_MS;
  return refusedAt !== null && refusedAt > lastMovedAt ? Math.min(end, refusedAt) : end;
};

export const isWindowOpen = (windowEndsAt: number | null, now: number): boolean =>
  windowEndsAt !== null && now < windowEndsAt;

export type Status =
  | 'bot'
  | 'pending-first'
  | 'pending'
  | 'open'
  | 'snoozed'
  | 'previously-snoozed'
  | 'closed';

type Known = Pick<Conversation, 'session' | 'lastReplyAt' | 'lastCustomerAt'> & {
  /** Who answers this session, once somebody does. */
  floor?: 'bot' | 'agent' | null;
  /** Put away by an agent: since when, and until when. */
  snooze?: { at: number; until: number } | null;
};

/** One word that tells what a conversation needs. */
export const statusOf = (conversation: Known, now: number): Status => {
  const { session, lastReplyAt, lastCustomerAt, floor, snooze } = conversation;
  // A snooze outlives its session: it is how one comes back on Monday. A customer's word ends it.
  if (snooze && (lastCustomerAt ?? 0) <= snooze.at)
    return now < snooze.until ? 'snoozed' : 'previously-snoozed';
  if (!session || now >= sessionEndsAt(session)) return 'closed';
  if (floor === 'bot') return 'bot';
  if (lastReplyAt === null || lastReplyAt < session.openedAt) return 'pending-first';
  // Meta's times have whole seconds. Of two in one second nobody knows which came first, and looking
  // once too often is better than leaving a customer unheard. An agent's reply never shares its second
  // with what it answers.
  return (lastCustomerAt ?? 0) >= lastReplyAt ? 'pending' : 'open';
};
