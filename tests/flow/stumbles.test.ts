/**
 * What has made the server stumble once: small bodies that were refused again and again, took their
 * neighbours with them, or grew a thousand times when they were put aside.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const NOW = 1_790_000_060_000;
const AT = NOW - 60_000;
const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.100' };
const metadata = { display_phone_number: '85255550100', phone_number_id: bodies.NUMBER_ID };

const changeOf = (body: ReturnType<typeof bodies.envelope>) => body.entry[0]?.changes[0];
const deliveryOf = (changes: readonly unknown[], more: object = {}) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: bodies.ACCOUNT_ID, changes, ...more }],
});
const preference = (value: string) =>
  changeOf(bodies.envelope('user_preferences', bodies.preferenceValue(mei, value, AT)));
const handover = (type: string) => ({
  field: 'messaging_handovers',
  value: {
    sender: { phone_number: mei.phone },
    recipient: metadata,
    type,
    timestamp: String(AT / 1000),
  },
});
const event = (name: string) => ({ field: 'account_update', value: { event: name } });
const history = (id: unknown) => ({
  field: 'history',
  value: { metadata, history: [{ threads: [{ messages: [{ id }] }] }] },
});
/** Where a text is cut, half a letter must not be left. */
const atTheEnd = (before: string) => `${'x'.repeat(511 - before.length)}😀`;

describe.each(databases)('beside something strange, on %s', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(kind, { clock: () => NOW });
  });
  afterAll(() => world.close());

  let count = 0;
  const goodOne = () => {
    count += 1;
    return `good ${count}`;
  };
  const say = (id: string) => changeOf(bodies.textBody(mei, id, AT + count * 1000, id));
  const has = async (id: string) => {
    const { read } = world.server.store;
    const found = await read.selectFrom('messages').select('id').where('metaId', '=', id).execute();
    return found.length;
  };
  const failures = async () => {
    const { read } = world.server.store;
    return read.selectFrom('aside').select('id').where('reason', '=', 'failed').execute();
  };

  it.each([
    ['an id that is no text', history({ toString: 1, valueOf: 1 })],
    ['an event called constructor', event('constructor')],
    ['an event called __proto__', event('__proto__')],
    ['U+0000 in a preference', preference('a\u0000b')],
    ['nothing but U+0000 in a preference', preference('\u0000')],
    ['a preference called constructor', preference('constructor')],
    ['U+0000 in a handover', handover('a\u0000b')],
    ['half a letter at the end of a preference', preference(atTheEnd(`preference HK.100 ${AT} `))],
    ['half a letter at the end of a handover', handover(atTheEnd(`handover +${mei.phone} ${AT} `))],
    [
      'no contacts at all',
      changeOf(bodies.envelope('messages', { contacts: null, errors: null, statuses: [] })),
    ],
  ])('a message is kept, once, and nothing is refused: %s', async (_what, strange) => {
    const id = goodOne();
    const body = deliveryOf([say(id), strange]);
    for (const _twice of [1, 2]) expect(await world.deliver(body)).toBe(200);
    expect(await has(id)).toBe(1);
    const next = goodOne();
    expect(await world.deliver(deliveryOf([strange, say(next)]))).toBe(200);
    expect(await has(next)).toBe(1);
    expect(await failures()).toEqual([]);
    expect((await world.owner.snapshot()).messages.length).toBeGreaterThan(0);
  });

  it('what is nested without an envelope is kept aside', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const line = JSON.stringify(metadata);
    const { read } = world.server.store;
    const unreadable = async () =>
      (await read.selectFrom('aside').select('id').where('reason', '=', 'unreadable').execute())
        .length;
    const before = await unreadable();
    for (const body of [
      `{"metadata":${line},"history":${deep}}`,
      `{"metadata":${line},"history":[],"x":${deep}}`,
    ])
      expect(await world.deliver(body)).toBe(200);
    expect(await unreadable()).toBe(before + 2);
  });

  it.each([
    ['an entry with a long id', { id: 'z'.repeat(200_000) }],
    ['an entry with a long time', { time: 'z'.repeat(200_000) }],
  ])('hundreds of parts of %s don’t become hundreds of copies', async (_what, more) => {
    const { read } = world.server.store;
    const sizeNow = async () =>
      (await read.selectFrom('aside').select('body').execute()).reduce(
        (sum, { body }) => sum + body.length,
        0,
      );
    const before = await sizeNow();
    const parts = Array.from({ length: 1000 }, (_, n) => n);
    expect(await world.deliver(deliveryOf([...parts, say(goodOne())], more))).toBe(200);
    expect((await sizeNow()) - before).toBeLessThan(10_000_000);
  });

  it.each([
    '/api/messages/a%00b/original',
    '/api/conversations/a%00b/messages',
    '/api/widgets/a%00b/facts',
  ])('a path with U+0000 is refused: %s', async (path) =>
    expect((await world.owner.ask(path)).status).toBe(400),
  );

  it('a command with U+0000 in it is one without', async () => {
    const command = {
      id: crypto.randomUUID(),
      type: 'read',
      conversationId: 'a\0b',
      messageId: 'c\0',
    };
    expect((await world.owner.command(command)).status).not.toBe(500);
  });
});
