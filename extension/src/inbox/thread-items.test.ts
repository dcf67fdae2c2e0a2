import type { ConversationId, MessageId, SessionId } from '@deskside/shared/ids';
import type { Message, Session } from '@deskside/shared/models';
import { DAY_MS } from '@deskside/shared/session';
import { describe, expect, it } from 'vitest';
import { threadItems } from './thread-items.ts';

const NOON = new Date(2026, 10, 18, 12).getTime();
const conversationId = 'c' as ConversationId;

const message = (id: string, at: number): Message => ({
  id: id as MessageId,
  conversationId,
  origin: 'customer',
  agentId: null,
  at,
  content: { type: 'text', text: id },
  delivery: null,
  failure: null,
});
const session = (
  id: string,
  openedAt: number,
  lastCustomerAt: number,
  closedAt: number | null = null,
): Session => ({
  id: id as SessionId,
  conversationId,
  openedAt,
  lastCustomerAt,
  closedAt,
});
const kinds = (...args: Parameters<typeof threadItems>) =>
  threadItems(...args).map((item) => (item.kind === 'message' ? item.message.id : item.kind));

describe('a thread', () => {
  it('says where a session opens, and where it closed, and who closed it', () => {
    const messages = [message('a', NOON), message('b', NOON + 2 * DAY_MS)];
    const sessions = [
      session('1', NOON, NOON),
      session('2', NOON + 2 * DAY_MS, NOON + 2 * DAY_MS, NOON + 2 * DAY_MS + 1000),
    ];
    const later = NOON + 2 * DAY_MS + 5000;
    expect(kinds(messages, sessions, later)).toEqual([
      'opened',
      'a',
      'expired',
      'opened',
      'b',
      'closed',
    ]);
  });

  it('doesn’t close a session before its time', () => {
    expect(kinds([message('a', NOON)], [session('1', NOON, NOON)], NOON + 1)).toEqual([
      'opened',
      'a',
    ]);
  });

  it('names the day where no session does', () => {
    const messages = [
      message('a', NOON),
      message('b', NOON + 1000),
      message('c', NOON + 20 * 3_600_000),
    ];
    expect(kinds(messages, [], NOON)).toEqual(['day', 'a', 'b', 'day', 'c']);
  });

  it('leaves out the marks of what isn’t loaded', () => {
    const old = session('0', NOON - 9 * DAY_MS, NOON - 9 * DAY_MS);
    expect(kinds([message('a', NOON)], [old, session('1', NOON, NOON)], NOON)).toEqual([
      'opened',
      'a',
    ]);
    expect(kinds([], [old], NOON)).toEqual([]);
  });
});
