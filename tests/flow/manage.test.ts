/** What the manage page reads: numbers over time, deliveries by the hour, and the settings. */
import type {
  DeliveriesReply,
  MetricsReply,
  WorkspaceReply,
  WorkspaceSettings,
} from '@deskside/shared/manage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, pairDevice, until, type World } from '../make.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Noon of 20 November in Hong Kong. */
const NOON = Date.parse('2026-11-20T04:00:00Z');
const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.1' };
const luna = { name: 'Luna', bsuid: 'HK.9' };

describe.each(databases)('the manage page on %s', (kind) => {
  let world: World;
  let now = NOON;
  beforeEach(async () => {
    now = NOON;
    world = await makeWorld(kind, { clock: () => now });
    await save({ timeZone: 'Asia/Hong_Kong' });
  });
  afterEach(() => world.close());

  const read = async <T>(path: string): Promise<T> => (await world.owner.ask(path)).json() as T;
  const save = (some: Partial<WorkspaceSettings>, by = world.owner) =>
    by.ask('/api/workspace', {
      method: 'POST',
      body: JSON.stringify({ name: 'Shop', timeZone: null, keepDays: null, ...some }),
    });
  const say = (who: bodies.Someone, id: string, at: number, number?: string) =>
    world.deliver(bodies.textBody(who, id, at, id, number));
  const metrics = () => read<MetricsReply>('/api/metrics');
  const deliveries = () => read<DeliveriesReply>('/api/deliveries');

  describe('metrics', () => {
    it('count conversations and messages by day, widget and origin', async () => {
      await say(mei, 'm1', NOON - DAY);
      await say(mei, 'm2', NOON - DAY + 1000);
      await say(luna, 'm3', NOON - DAY);
      await world.deliver(bodies.echoBody(mei, 'e1', NOON - HOUR, 'from the phone'));
      await say(mei, 'm4', NOON - HOUR, '222');
      const { widgets } = await world.owner.snapshot();
      const [first, second] = widgets.map(({ id }) => id);
      const { days, recent, before, timeZone } = await metrics();
      expect(timeZone).toBe('Asia/Hong_Kong');
      const none = { customer: 0, bot: 0, agent: 0, phone: 0 };
      const byDay = new Map(days.map((one) => [`${one.day} ${one.widgetId}`, one]));
      expect(byDay.get(`2026-11-19 ${first}`)).toMatchObject({
        conversations: 2,
        messages: { ...none, customer: 3 },
      });
      expect(byDay.get(`2026-11-20 ${first}`)).toMatchObject({
        conversations: 1,
        messages: { ...none, phone: 1 },
      });
      expect(byDay.get(`2026-11-20 ${second}`)).toMatchObject({ conversations: 1 });
      expect([recent.from, recent.to]).toEqual(['2026-10-22', '2026-11-20']);
      expect([before.from, before.to]).toEqual(['2026-09-22', '2026-10-21']);
      // Over thirty days a conversation counts once.
      expect(recent.tallies.find(({ widgetId }) => widgetId === first)).toMatchObject({
        conversations: 2,
        sessions: 2,
      });
      expect(recent.tallies[0]).toMatchObject({
        widgetId: null,
        conversations: 3,
        messages: { ...none, customer: 4, phone: 1 },
      });
      expect(before.tallies).toMatchObject([{ conversations: 0, firstReplyMs: null }]);
    });

    it('put a message into the day that it is in the workspace’s time zone', async () => {
      const justBefore = Date.parse('2026-11-19T15:59:59Z');
      await say(mei, 'm1', justBefore);
      await say(luna, 'm2', justBefore + 1000);
      const daysOf = async () =>
        (await metrics()).days.map(({ day, messages }) => [day, messages.customer]);
      expect(await daysOf()).toEqual([
        ['2026-11-19', 1],
        ['2026-11-20', 1],
      ]);
      await save({ timeZone: 'Europe/London' });
      expect(await daysOf()).toEqual([['2026-11-19', 2]]);
    });

    it('tell how long a first answer took, by the session, and who gave it', async () => {
      const first = NOON - 3 * DAY;
      await say(mei, 'm1', first);
      await world.deliver(bodies.echoBody(mei, 'e1', first + 60_000, 'one'));
      await world.deliver(bodies.echoBody(mei, 'e2', first + 90_000, 'more'));
      // The next session, answered after five minutes; and one that nobody answered within its time.
      await say(mei, 'm2', first + 2 * DAY);
      await world.deliver(bodies.echoBody(mei, 'e3', first + 2 * DAY + 300_000, 'two'));
      await say(luna, 'm3', first);
      await world.deliver(bodies.echoBody(luna, 'e4', first + 30 * HOUR, 'too late'));
      const { recent } = await metrics();
      expect(recent.tallies[0]).toMatchObject({
        sessions: 3,
        answered: 2,
        byBot: 0,
        firstReplyMs: 180_000,
      });
    });

    it('don’t count notices, nor replies that failed', async () => {
      await say(mei, 'm1', NOON - HOUR);
      const system = { type: 'user_changed_number', wa_id: '85297654321', body: 'moved' };
      await world.deliver(bodies.partBody(mei, 's1', NOON - HOUR, { type: 'system', system }));
      world.meta.mood = { kind: 'refuse', status: 400, code: 131026 };
      const [conversation] = (await world.owner.snapshot()).conversations;
      await world.owner.command({
        id: crypto.randomUUID(),
        type: 'reply',
        conversationId: conversation?.id,
        text: 'never arrives',
      });
      await until(async () =>
        (await world.owner.snapshot()).messages.some(({ delivery }) => delivery === 'failed'),
      );
      expect((await metrics()).recent.tallies[0]).toMatchObject({
        messages: { customer: 1, agent: 0 },
        answered: 0,
      });
    });

    it('see what comes late for a day that is over, an hour later', async () => {
      await say(mei, 'm1', NOON - 3 * DAY);
      const total = async () => (await metrics()).recent.tallies[0]?.messages.customer;
      expect(await total()).toBe(1);
      await say(mei, 'm2', NOON - 3 * DAY + 1000);
      expect(await total()).toBe(1);
      now += HOUR;
      expect(await total()).toBe(2);
    });
  });

  describe('deliveries', () => {
    it('are counted by what came of them, and by number, outside of ingest', async () => {
      await say(mei, 'm1', now);
      await say(mei, 'm2', now);
      await world.meta.deliver(world.webhook, bodies.textBody(mei, 'x', now, 'x'), 'not ours');
      await world.deliver('{"object":"unheard of"}');
      const { hours, outcomes, lastAt, widgets, usualDays } = await deliveries();
      expect(hours).toHaveLength(24);
      expect(hours.at(-1)).toMatchObject({ stored: 3, usual: 0 });
      expect(Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count]))).toEqual({
        stored: 3,
        'bad-signature': 1,
      });
      expect(lastAt).toBe(NOON);
      expect(widgets).toMatchObject([{ lastAt: NOON, thisHour: 2 }]);
      expect(usualDays).toBe(0);
    });

    it('are measured by what is usual at the hour, and remembered when they stop', async () => {
      for (const day of [3, 2, 1]) {
        now = NOON - day * DAY;
        for (let n = 0; n < 4; n += 1) await say(mei, `m${day}${n}`, now);
      }
      now = NOON;
      expect((await deliveries()).hours.at(-1)).toMatchObject({ stored: 0, usual: 4 });
      now = NOON + 60 * DAY;
      await world.server.tidyUp();
      const much = await deliveries();
      expect(much.widgets).toMatchObject([{ lastAt: NOON - DAY, thisHour: 0, usual: 0 }]);
      const rows = await world.server.store.read.selectFrom('deliveryHours').selectAll().execute();
      expect(rows).toHaveLength(1);
    });
  });

  describe('settings', () => {
    it('are kept, and refused when they make no sense', async () => {
      await save({ name: ' Shop HK ', timeZone: 'Asia/Tokyo', keepDays: 90 });
      const reply = await read<WorkspaceReply>('/api/workspace');
      expect(reply.settings).toEqual({ name: ' Shop HK ', timeZone: 'Asia/Tokyo', keepDays: 90 });
      expect(reply.logDays).toBe(7);
      for (const wrong of [
        { timeZone: 'Mars/Olympus' },
        { keepDays: 1 as 90 },
        { name: 'x'.repeat(81) },
      ])
        expect((await save(wrong)).status).toBe(400);
    });

    it('are an admin’s matter, and so is all the rest', async () => {
      const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Ben');
      expect((await save({ name: 'Mine' }, agent)).status).toBe(403);
      for (const path of ['/api/workspace', '/api/metrics', '/api/deliveries'])
        expect((await agent.ask(path)).status).toBe(403);
    });

    it('make the server forget silent conversations, everywhere, and only those', async () => {
      await say(mei, 'm1', NOON - 100 * DAY);
      await say(luna, 'm2', NOON - 100 * DAY);
      await say(luna, 'm3', NOON - DAY);
      await world.server.tidyUp();
      const before = await world.owner.snapshot();
      expect(before.messages).toHaveLength(3);
      await save({ keepDays: 90 });
      await world.server.tidyUp();
      const { conversations, messages, sessions, contacts } = await world.owner.snapshot();
      expect(contacts.map(({ name }) => name)).toEqual(['Luna']);
      expect(conversations).toHaveLength(1);
      expect(sessions).toHaveLength(2);
      expect(messages.map(({ content }) => (content as { text: string }).text).sort()).toEqual([
        'm2',
        'm3',
      ]);
      const { events } = await world.owner.changes(before.seq);
      const removed = events.filter((event) => (event as { type: string }).type === 'removed');
      expect(
        removed.map((event) => (event as { row: { table: string } }).row.table).sort(),
      ).toEqual(['contact', 'conversation', 'message', 'session']);
      // Whoever writes again begins anew.
      await say(mei, 'm4', NOON);
      const after = await world.owner.snapshot();
      expect(after.conversations).toHaveLength(2);
      expect(after.messages).toHaveLength(3);
    });

    it('make it forget closes and what couldn’t be read as well', async () => {
      await say(mei, 'm1', NOON - 100 * DAY);
      now = NOON - 100 * DAY + HOUR;
      const [conversation] = (await world.owner.snapshot()).conversations;
      await world.owner.command({
        id: crypto.randomUUID(),
        type: 'close',
        conversationId: conversation?.id,
        messageId: conversation?.lastMessage?.id,
      });
      await world.deliver('{"object":"unheard of"}');
      now = NOON;
      await save({ keepDays: 90 });
      await world.server.tidyUp();
      const { read: db } = world.server.store;
      for (const table of ['messages', 'sessions', 'closes', 'aside'] as const)
        expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    });
  });
});
