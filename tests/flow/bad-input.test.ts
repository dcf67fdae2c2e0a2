/**
 * Whatever is sent ends in the right rows, aside, or in a clear refusal. What is signed is Meta's, and
 * never lost; what isn't leaves no trace. These are the contents; floods and slow lines are in
 * floods.test.ts, where the server is a process of its own.
 */
import { randomBytes } from 'node:crypto';
import { DAY_MS } from '@deskside/shared/session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const AT = 1_790_000_000_000;
const NOW = AT + 60_000;
const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.100' };
const long = randomBytes(5_000).toString('hex');

/** What a delivery fills, in the order in which it may be emptied. */
const tables = [
  'aside',
  'facts',
  'earlyStatuses',
  'marks',
  'messages',
  'sessions',
  'closes',
  'conversations',
  'claims',
  'links',
  'contacts',
  'widgets',
] as const;

/** A lone half of a surrogate pair, or U+0000, as JSON writes them. */
const UNWELL = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i;

describe.each(databases)('what is strange, on %s', (kind) => {
  // One server for all: what one delivery is allowed to break, the next would miss.
  let world: World;
  let seq = 0;
  beforeAll(async () => {
    world = await makeWorld(kind, { clock: () => NOW });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.server.store.write(async ({ db }) => {
      for (const table of tables) await db.deleteFrom(table).execute();
    });
    seq = (await world.owner.snapshot()).seq;
  });

  const rows = async () => {
    const { read } = world.server.store;
    const aside = await read.selectFrom('aside').select(['reason', 'body']).execute();
    return {
      messages: await read.selectFrom('messages').selectAll().orderBy('id').execute(),
      early: await read.selectFrom('earlyStatuses').selectAll().execute(),
      aside: aside.map(({ reason, body }) => ({ reason, text: Buffer.from(body).toString() })),
    };
  };
  const metaIds = async () => (await rows()).messages.map(({ metaId }) => metaId);
  const text = (id: string, words = id) => bodies.textBody(mei, id, AT, words);
  const change = (id: string) => text(id).entry[0]?.changes[0];
  const deliveryOf = (changes: readonly unknown[]) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: bodies.ACCOUNT_ID, changes }],
  });
  /** A message with more to it, or other values, than Meta's own. */
  const odd = (id: string, more: object) => {
    const value = bodies.messageValue(mei, id, AT, bodies.textPart(id));
    return bodies.envelope('messages', {
      ...value,
      messages: value.messages.map((message) => ({ ...message, ...more })),
    });
  };

  it.each([
    ['the body', 'DEEP', ''],
    ['an object in it', { object: 'd0', entry: 'DEEP' }, 'd0'],
    ['a field that nobody knows', bodies.envelope('news', { mark: 'd1', deep: 'DEEP' }), 'd1'],
    ['a photo', bodies.partBody(mei, 'd2', AT, { type: 'image', image: 'DEEP' }), 'd2'],
    ['a text', bodies.partBody(mei, 'd3', AT, { type: 'text', text: { body: 'DEEP' } }), 'd3'],
    ['a message without an id', odd('d4', { id: 'DEEP', mark: 'd4' }), 'd4'],
    ['a status', bodies.envelope('messages', { statuses: [{ id: 'd5', errors: 'DEEP' }] }), 'd5'],
    ['a profile', odd('d6', { profile: 'DEEP' }), 'd6'],
  ])('nesting to 100,000 harms nobody: %s', async (_place, body, mark) => {
    for (const [open, end] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(100_000)}${open === '[' ? '' : '1'}${end.repeat(100_000)}`;
      const raw = JSON.stringify(body).replaceAll('"DEEP"', () => deep);
      expect(await world.deliver(raw)).toBe(200);
    }
    expect(await world.deliver(text('after'))).toBe(200);
    const { messages, aside } = await rows();
    const isRow = messages.some(({ metaId }) => metaId === mark);
    const isAside = aside.some(({ text: kept }) => kept.includes(mark) && kept.length > 100_000);
    expect(isRow || isAside).toBe(true);
    expect(await metaIds()).toContain('after');
  });

  it('of a thousand changes the one that is broken is kept aside, and the others are messages', async () => {
    const changes: unknown[] = Array.from({ length: 1000 }, (_, i) => change(`m${i}`));
    changes[500] = { field: 'messages', value: 'broken' };
    expect(await world.deliver(deliveryOf(changes))).toBe(200);
    expect(await metaIds()).toHaveLength(999);
    expect((await rows()).aside).toHaveLength(1);
  });

  it.each([
    ['nothing', null],
    ['a word', 'rubbish'],
    ['a number for a field', { field: 7, value: {} }],
    ['no value', { field: 'messages' }],
    ['no list of messages', bodies.envelope('messages', { messages: 7 }).entry[0]?.changes[0]],
    ['an empty message', bodies.envelope('messages', { messages: [null] }).entry[0]?.changes[0]],
  ])('a change that is %s is kept aside alone', async (_title, broken) => {
    const changes = [change('before'), broken, change('after')];
    expect(await world.deliver(deliveryOf(changes))).toBe(200);
    expect(await metaIds()).toEqual(['before', 'after']);
    expect((await rows()).aside).toHaveLength(1);
  });

  it('an entry that is broken costs its neighbours nothing', async () => {
    const good = deliveryOf([change('good')]);
    const entries = [null, 7, {}, { id: 5, changes: [change('numbered')] }, ...good.entry];
    expect(await world.deliver({ ...good, entry: entries })).toBe(200);
    const { aside } = await rows();
    expect(await metaIds()).toContain('good');
    expect(aside.length).toBeGreaterThan(0);
    const isKept =
      (await metaIds()).includes('numbered') ||
      aside.some(({ text: kept }) => kept.includes('numbered'));
    expect(isKept).toBe(true);
  });

  it('keys and words that mean something to JavaScript mean nothing here', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const raw = (body: object, proto: object) =>
      JSON.stringify(body).replaceAll('"PROTO":0', () => `"__proto__":${JSON.stringify(proto)}`);
    const inherited = { group_id: 'g', id: 'evil', type: 'image', polluted: true };
    await world.deliver(raw(odd('p1', { PROTO: 0 }), inherited));
    await world.deliver(raw(odd('p2', { PROTO: 0, id: undefined }), inherited));
    await world.deliver(raw({ ...text('p3'), PROTO: 0 }, { entry: [] }));
    const special = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    for (const word of special) {
      expect(await world.deliver(odd(`t ${word}`, { type: word }))).toBe(200);
      expect(await world.deliver(bodies.envelope(word, { mark: word }))).toBe(200);
      expect(await world.deliver(bodies.statusBody(`s ${word}`, word, AT))).toBe(200);
      expect(await world.deliver(text(word))).toBe(200);
    }
    const { messages, aside } = await rows();
    const contents = new Map(messages.map(({ metaId, content }) => [metaId, JSON.parse(content)]));
    expect(contents.get('p1')).toEqual({ type: 'text', text: 'p1' });
    expect(contents.get('p3')).toEqual({ type: 'text', text: 'p3' });
    expect(contents.has('evil')).toBe(false);
    expect(aside).toHaveLength(1 + 2 * special.length);
    for (const word of special) {
      expect(contents.get(`t ${word}`)).toEqual({ type: 'unsupported', kind: word });
      expect(contents.get(word)).toEqual({ type: 'text', text: word });
      for (const part of [`"mark":"${word}"`, `"status":"${word}"`])
        expect(aside.filter(({ text: kept }) => kept.includes(part))).toHaveLength(1);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('U+0000 and halves of surrogate pairs harm no row, wherever they stand', async () => {
    const bad = (word: string) => `${word}\u0000 \ud83d.`;
    const someone = { name: bad('Ada'), bsuid: bad('HK.7'), username: bad('ada') };
    const answers = [
      await world.deliver(bodies.textBody(mei, 'good', AT, 'a\u0000b\udc00c\ud83d')),
      await world.deliver(bodies.textBody(someone, bad('m1'), AT, bad('text'))),
      await world.deliver(
        bodies.partBody(mei, 'm2', AT, { type: bad('type'), [bad('type')]: { caption: bad('c') } }),
      ),
      await world.deliver(
        bodies.partBody(mei, 'm3', AT, {
          type: 'image',
          image: { caption: bad('c'), id: bad('i') },
        }),
      ),
      // Sixty-three letters and then a pair: what is cut to sixty-four must not cut the pair.
      await world.deliver(bodies.partBody(mei, 'm4', AT, { type: `${'x'.repeat(63)}😀` })),
      await world.deliver(bodies.statusBody('m5', `${'x'.repeat(31)}😀${bad('s')}`, AT)),
      await world.deliver(bodies.statusBody(bad('m6'), 'read', AT, { ourId: bad('o') })),
      await world.deliver(bodies.envelope(bad('field'), { [bad('key')]: bad('value') })),
      await world.deliver(bodies.textBody(mei, 'm7', AT, 'other number', bad('number'))),
      await world.deliver({ ...text('m8'), entry: [{ ...text('m8').entry[0], id: bad('acct') }] }),
      await world.deliver(bodies.echoBody(someone, bad('m9'), AT, bad('echo'))),
    ];
    expect(answers).toEqual(answers.map(() => 200));
    const { messages, early, aside } = await rows();
    expect(messages.length + early.length + aside.length).toBe(answers.length);
    const good = messages.find(({ metaId }) => metaId === 'good');
    expect(JSON.parse(good?.content ?? '')).toEqual({ type: 'text', text: 'ab\ufffdc\ufffd' });
    const snapshot = await world.owner.snapshot();
    const { events } = await world.owner.changes(seq);
    expect(JSON.stringify(snapshot)).not.toMatch(UNWELL);
    expect(JSON.stringify(events)).not.toMatch(UNWELL);
    // What the log tells is what the tables say.
    const told = new Map(
      (events as { type: string; row: { id: string } }[]).map(({ type, row }) => [
        `${type} ${row.id}`,
        row,
      ]),
    );
    for (const row of snapshot.messages) expect(told.get(`message ${row.id}`)).toEqual(row);
    for (const row of snapshot.contacts) expect(told.get(`contact ${row.id}`)).toEqual(row);
    for (const row of snapshot.widgets) expect(told.get(`widget ${row.id}`)).toEqual(row);
  });

  const seconds = AT / 1000;
  it.each([
    ['text in seconds', String(seconds), AT],
    ['a number', seconds, AT],
    ['text in milliseconds', String(AT), AT],
    ['a number of milliseconds', AT, AT],
    ['missing', undefined, NOW],
    ['negative', -seconds, NOW],
    ['negative text', String(-seconds), NOW],
    ['far in the future', String(seconds + 10 * 365 * 86_400), NOW],
    ['beyond every calendar', 9e15, NOW],
  ])('a timestamp that is %s gives the message its moment', async (_title, timestamp, at) => {
    expect(await world.deliver(odd('in', { timestamp }))).toBe(200);
    const echo = bodies.echoValue(mei, 'out', AT, 'out');
    const echoes = echo.message_echoes.map((one) => ({ ...one, timestamp }));
    const echoed = bodies.envelope('smb_message_echoes', { ...echo, message_echoes: echoes });
    expect(await world.deliver(echoed)).toBe(200);
    const status = bodies.statusValue('out', 'read', AT);
    const statuses = status.statuses.map((one) => ({ ...one, timestamp }));
    expect(await world.deliver(bodies.envelope('messages', { statuses }))).toBe(200);
    const { messages } = await rows();
    expect(messages).toMatchObject([
      { metaId: 'in', at },
      { metaId: 'out', at, delivery: 'read' },
    ]);
    const { conversations, sessions } = await world.owner.snapshot();
    expect(conversations).toMatchObject([{ windowEndsAt: at + DAY_MS, lastReplyAt: at }]);
    expect(sessions).toMatchObject([{ openedAt: at, lastCustomerAt: at }]);
  });

  it.each([
    ['nothing', null],
    ['empty', ''],
    ['a word', 'soon'],
    ['an object', {}],
    ['a list', [seconds]],
    ['a boolean', true],
    ['more than a double holds', '1e400'],
    ['of ten thousand digits', '1'.repeat(10_000)],
    ['a fraction', `${seconds}.5`],
    ['in other digits', '١٧٩٠٠٠٠٠٠٠'],
  ])('a timestamp that is rubbish loses no message: %s', async (_title, timestamp) => {
    expect(await world.deliver(odd('rubbish', { timestamp }))).toBe(200);
    const { messages, aside } = await rows();
    expect(messages.length + aside.length).toBe(1);
    for (const { at } of messages) expect(at).toBeLessThanOrEqual(NOW);
  });

  it.each([
    ['Meta’s id', { id: long }],
    ['the scoped id', { from_user_id: long }],
    ['the scoped id of the parent', { from_parent_user_id: long }],
    ['the sender', { from: long }],
    ['the group', { group_id: long }],
    ['the type', { type: long }],
  ])(
    'an id of 10 kB is nobody’s, and its message and the neighbour are kept: %s',
    async (_place, more) => {
      const strange = odd('strange', { from_user_id: undefined, ...more });
      const [entry] = strange.entry;
      const changes = [...(entry?.changes ?? []), change('neighbour')];
      expect(await world.deliver(deliveryOf(changes))).toBe(200);
      const { messages, aside } = await rows();
      expect(messages.map(({ metaId }) => metaId)).toContain('neighbour');
      expect(messages.length + aside.length).toBe(2);
      const { read } = world.server.store;
      const claims = await read.selectFrom('claims').select('value').execute();
      for (const id of [
        ...messages.map(({ metaId }) => metaId),
        ...claims.map(({ value }) => value),
      ])
        expect(id?.length).toBeLessThanOrEqual(512);
    },
  );

  it('an id of 10 kB harms nobody where it names a number, an account, a status or a person', async () => {
    const answers = [
      await world.deliver(bodies.textBody(mei, 'l1', AT, 'l1', long)),
      await world.deliver({ ...text('l2'), entry: [{ ...text('l2').entry[0], id: long }] }),
      await world.deliver(bodies.statusBody(long, 'read', AT)),
      await world.deliver(bodies.statusBody('l4', 'read', AT, { ourId: long })),
      await world.deliver(bodies.statusBody('l5', long, AT)),
      await world.deliver(bodies.textBody({ ...mei, name: long }, 'l6', AT, 'l6')),
      await world.deliver(bodies.envelope(long, {})),
      await world.deliver(text('after')),
    ];
    expect(answers).toEqual(answers.map(() => 200));
    const { messages, early, aside } = await rows();
    expect(messages.length + early.length + aside.length).toBe(answers.length);
    expect(messages.map(({ metaId }) => metaId)).toContain('after');
    for (const { reason } of aside) expect(reason.length).toBeLessThan(600);
  });
});
