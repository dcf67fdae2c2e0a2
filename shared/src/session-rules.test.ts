/**
 * The rules of sessions, status and window, as examples. Times are hours; `now` is when one looks. Every
 * life is also played with its messages in the opposite order, because arrival decides nothing.
 */
import { describe, expect, it } from 'vitest';
import { type Content, isSpoken, movesWindow } from './content.ts';
import type { AgentId, ConversationId, SessionId } from './ids.ts';
import { DAY_MS, placeMessage, type Span, sessionsOf, statusOf, windowEnd } from './session.ts';

const HOUR = 3_600_000;
const START = 1_790_000_000_000;
const at = (hours: number) => START + hours * HOUR;

type Happened =
  | { by: 'customer' | 'phone' | 'agent'; at: number; content: Content }
  | { by: 'close' | 'refusal' | 'bot'; at: number }
  | { by: 'snooze'; at: number; until: number };

const text: Content = { type: 'text', text: '…' };
const says = (hours: number, content: Content = text): Happened => ({
  by: 'customer',
  at: at(hours),
  content,
});
const answers = (hours: number): Happened => ({ by: 'agent', at: at(hours), content: text });
const phones = (hours: number): Happened => ({ by: 'phone', at: at(hours), content: text });
const calls = (hours: number) => says(hours, { type: 'call', direction: 'in', state: 'missed' });
const closes = (hours: number): Happened => ({ by: 'close', at: at(hours) });
const refuses = (hours: number): Happened => ({ by: 'refusal', at: at(hours) });
const botTakes = (hours: number): Happened => ({ by: 'bot', at: at(hours) });
const snoozes = (hours: number, until: number): Happened => ({
  by: 'snooze',
  at: at(hours),
  until: at(until),
});

const latest = (times: readonly number[]) => (times.length > 0 ? Math.max(...times) : null);

const look = (life: readonly Happened[], now: number) => {
  const inOrder = [...life].sort((a, b) => a.at - b.at);
  const times = (...by: Happened['by'][]) =>
    inOrder.flatMap((one) => (by.includes(one.by) ? [one.at] : []));
  const words = inOrder.flatMap((one) => ('content' in one ? [one] : []));
  const customers = words.filter(({ by, content }) => by === 'customer' && isSpoken(content));
  const spans = sessionsOf(
    customers.map((one) => one.at),
    times('close').map((time) => ({ at: time, agentId: 'a' as AgentId })),
  );
  const last = spans.at(-1);
  const conversation = {
    session: last ? { ...last, id: 's' as SessionId, conversationId: 'c' as ConversationId } : null,
    lastCustomerAt: latest(customers.map((one) => one.at)),
    lastReplyAt: latest(times('phone', 'agent')),
    floor: times('bot').length > 0 ? ('bot' as const) : null,
    snooze: inOrder.flatMap((one) => (one.by === 'snooze' ? [one] : [])).at(-1) ?? null,
  };
  const moved = customers.filter(({ content }) => movesWindow(content));
  const end = windowEnd(latest(moved.map((one) => one.at)), latest(times('refusal')));
  const hours = (time: number | null) => (time === null ? null : (time - START) / HOUR);
  return {
    sessions: spans.map((one) => [
      hours(one.openedAt),
      hours(one.lastCustomerAt),
      hours(one.closedAt),
    ]),
    status: statusOf(conversation, now),
    window: hours(end),
  };
};

type Example = [
  rule: string,
  life: readonly Happened[],
  now: number,
  then: { sessions?: (number | null)[][]; status?: string; window?: number | null },
];

const examples: Example[] = [
  // Sessions
  ['a session opens with a customer’s message', [says(0)], 1, { sessions: [[0, 0, null]] }],
  [
    'it goes on with every message within 24 hours',
    [says(0), says(23), says(46)],
    47,
    { sessions: [[0, 46, null]] },
  ],
  [
    '24 hours to the second without one close it',
    [says(0), says(24)],
    25,
    {
      sessions: [
        [0, 0, null],
        [24, 24, null],
      ],
    },
  ],
  ['an answer doesn’t keep it open', [says(0), answers(20)], 25, { status: 'closed' }],
  [
    'the phone opens none, and answers on after it closed',
    [says(0), phones(30)],
    31,
    { sessions: [[0, 0, null]], status: 'closed' },
  ],
  ['the phone alone opens none', [phones(0)], 1, { sessions: [], status: 'closed', window: null }],
  ['a late message joins two', [says(0), says(30), says(15)], 31, { sessions: [[0, 30, null]] }],
  [
    'an agent’s close ends it early',
    [says(0), closes(1)],
    2,
    { sessions: [[0, 0, 1]], status: 'closed' },
  ],
  [
    'the next message after a close opens a new one',
    [says(0), closes(1), says(2)],
    3,
    {
      sessions: [
        [0, 0, 1],
        [2, 2, null],
      ],
      status: 'pending-first',
    },
  ],
  [
    'a close keeps two apart that a late message would join',
    [says(0), closes(1), says(3), says(2)],
    4,
    {
      sessions: [
        [0, 0, 1],
        [2, 3, null],
      ],
    },
  ],
  [
    'a late message from before the close belongs to the first',
    [says(0), closes(2), says(3), says(1)],
    4,
    {
      sessions: [
        [0, 1, 2],
        [3, 3, null],
      ],
    },
  ],
  [
    'a close after the session ended by itself closes nothing',
    [says(0), closes(25)],
    26,
    { sessions: [[0, 0, null]] },
  ],
  [
    'a call opens one as a message does',
    [calls(0)],
    1,
    { sessions: [[0, 0, null]], status: 'pending-first' },
  ],
  [
    'a notice opens none',
    [says(0, { type: 'notice', kind: 'number-changed' })],
    1,
    { sessions: [] },
  ],
  // Status
  [
    'nobody has answered in this session',
    [says(0), answers(1), says(30)],
    31,
    { status: 'pending-first' },
  ],
  ['the customer spoke last', [says(0), answers(1), says(2)], 3, { status: 'pending' }],
  ['an agent spoke last', [says(0), answers(1)], 2, { status: 'open' }],
  ['the phone spoke last', [says(0), phones(1)], 2, { status: 'open' }],
  [
    'of two in one second nobody knows which was last, so it waits',
    [says(0), says(1), phones(1)],
    2,
    { status: 'pending' },
  ],
  ['the bot has the floor', [says(0), botTakes(0)], 1, { status: 'bot' }],
  ['the bot’s floor ends with the session', [says(0), botTakes(0)], 25, { status: 'closed' }],
  ['put away until a time', [says(0), snoozes(1, 40)], 30, { status: 'snoozed' }],
  ['that time has come', [says(0), snoozes(1, 40)], 40, { status: 'previously-snoozed' }],
  [
    'a customer’s message brings it back',
    [says(0), snoozes(1, 40), says(2)],
    3,
    { status: 'pending-first' },
  ],
  // The window
  ['ends 24 hours after the customer’s last word', [says(0), says(5)], 6, { window: 29 }],
  [
    'nor a close nor an answer moves it',
    [says(0), answers(3), closes(4), phones(5)],
    6,
    { window: 24 },
  ],
  ['a call moves it', [says(0), calls(5)], 6, { window: 29 }],
  [
    'a placeholder moves it: its cause is a real message',
    [says(0), says(5, { type: 'unsupported', kind: 'unavailable', code: '131060' })],
    6,
    { window: 29 },
  ],
  [
    'what even Meta can’t name doesn’t',
    [says(0), says(5, { type: 'unsupported', kind: 'unknown', code: '131051' })],
    6,
    { window: 24 },
  ],
  [
    'a type from the future does',
    [says(0), says(5, { type: 'unsupported', kind: 'hologram' })],
    6,
    { window: 29 },
  ],
  ['Meta’s refusal is believed over our clock', [says(0), refuses(20)], 21, { window: 20 }],
  ['until the customer writes again', [says(0), refuses(20), says(21)], 22, { window: 45 }],
];

describe('the rules of a conversation', () => {
  it.each(examples)('%s', (_rule, life, now, then) => {
    expect(look(life, at(now))).toMatchObject(then);
    expect(look([...life].reverse(), at(now))).toMatchObject(then);
  });

  it('a clock that jumps back changes what is shown, never what is stored', () => {
    const life = [says(0), answers(1)];
    expect(look(life, at(30)).status).toBe('closed');
    expect(look(life, at(2)).status).toBe('open');
    expect(look(life, at(2)).sessions).toEqual(look(life, at(30)).sessions);
  });
});

describe('placing messages one by one', () => {
  /** As ingest does it: each message looks at its neighbours only. */
  const placeAll = (times: readonly number[]): number[][] => {
    const spans: Span[] = [];
    for (const time of times) {
      spans.sort((a, b) => a.openedAt - b.openedAt);
      const before = spans.findLast(({ openedAt }) => openedAt <= time);
      const after = spans.find(({ openedAt }) => openedAt > time);
      const placement = placeMessage(time, before, after);
      if (placement === 'new') spans.push({ openedAt: time, lastCustomerAt: time, closedAt: null });
      if (placement === 'stretch-before' && before) before.lastCustomerAt = time;
      if (placement === 'stretch-after' && after) after.openedAt = time;
      if (placement === 'join' && before && after) {
        before.lastCustomerAt = after.lastCustomerAt;
        spans.splice(spans.indexOf(after), 1);
      }
    }
    return spans
      .sort((a, b) => a.openedAt - b.openedAt)
      .map(({ openedAt, lastCustomerAt }) => [openedAt, lastCustomerAt]);
  };

  it('gives in every order what working it out from all of them gives', () => {
    const times = [0, 10, 30, 31, 60, 70, 90].map((hours) => at(hours));
    const inOrder = sessionsOf(times, []).map(({ openedAt, lastCustomerAt }) => [
      openedAt,
      lastCustomerAt,
    ]);
    for (let turn = 0; turn < times.length; turn += 1) {
      const turned = [...times.slice(turn), ...times.slice(0, turn)];
      expect(placeAll(turned)).toEqual(inOrder);
      expect(placeAll([...turned].reverse())).toEqual(inOrder);
    }
    expect(inOrder.every(([open, last]) => (last ?? 0) - (open ?? 0) < 3 * DAY_MS)).toBe(true);
  });
});
