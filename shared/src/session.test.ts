import { describe, expect, it } from 'vitest';
import type { ConversationId, SessionId } from './ids.ts';
import {
  DAY_MS,
  isWindowOpen,
  placeMessage,
  type Span,
  sessionEndsAt,
  statusOf,
} from './session.ts';

const span = (openedAt: number, lastCustomerAt: number, closedAt: number | null = null): Span => ({
  openedAt,
  lastCustomerAt,
  closedAt,
});
const MIN = 60_000;

describe('a message finds its session', () => {
  const before = span(0, 10 * MIN);
  const at = 10 * MIN + DAY_MS;

  it('opens one when it is the first, or 24 hours have passed', () => {
    expect(placeMessage(5, undefined, undefined)).toBe('new');
    expect(placeMessage(at, before, undefined)).toBe('new');
    expect(placeMessage(at - 1, before, undefined)).toBe('stretch-before');
  });

  it('changes nothing inside one', () => {
    expect(placeMessage(5 * MIN, before, undefined)).toBe('inside');
  });

  it('joins two that it stands between', () => {
    const after = span(DAY_MS + 20 * MIN, DAY_MS + 30 * MIN);
    expect(placeMessage(DAY_MS, before, after)).toBe('join');
    expect(placeMessage(-MIN, undefined, before)).toBe('stretch-after');
  });

  it('stays on its side of an agent’s close', () => {
    const closed = span(0, 10 * MIN, 20 * MIN);
    const after = span(30 * MIN, 40 * MIN);
    expect(placeMessage(15 * MIN, closed, after)).toBe('stretch-before');
    expect(placeMessage(25 * MIN, closed, after)).toBe('stretch-after');
    expect(placeMessage(25 * MIN, closed, undefined)).toBe('new');
  });

  it('counts as after the close when Meta’s seconds can’t tell', () => {
    expect(placeMessage(20 * MIN, span(0, 10 * MIN, 20 * MIN + 900), undefined)).toBe('new');
  });
});

describe('status', () => {
  const session = {
    ...span(0, 10 * MIN),
    id: 's' as SessionId,
    conversationId: 'c' as ConversationId,
  };
  const conversation = (lastReplyAt: number | null) => ({
    session,
    lastReplyAt,
    lastCustomerAt: session.lastCustomerAt,
  });

  it('is closed without a session, after 24 hours, and after an agent’s close', () => {
    expect(statusOf({ ...conversation(null), session: null }, 0)).toBe('closed');
    expect(statusOf(conversation(null), 10 * MIN + DAY_MS)).toBe('closed');
    expect(sessionEndsAt(span(0, 10, 20))).toBe(20);
  });

  it('waits for a first response until a person has answered in this session', () => {
    expect(statusOf(conversation(null), 11 * MIN)).toBe('pending-first');
    expect(statusOf(conversation(-1), 11 * MIN)).toBe('pending-first');
    expect(statusOf(conversation(5 * MIN), 11 * MIN)).toBe('pending');
    expect(statusOf(conversation(11 * MIN), 11 * MIN)).toBe('open');
  });

  it('waits for an answer when the phone and the customer spoke in one second', () => {
    expect(statusOf(conversation(10 * MIN), 11 * MIN)).toBe('pending');
    expect(statusOf(conversation(10 * MIN + 1000), 11 * MIN)).toBe('open');
  });
});

describe('the window', () => {
  it('is open until the very millisecond, and never without a customer’s message', () => {
    expect(isWindowOpen(100, 99)).toBe(true);
    expect(isWindowOpen(100, 100)).toBe(false);
    expect(isWindowOpen(null, 0)).toBe(false);
  });
});
