/** What the log tells, and how a transaction ends that can't be written. */
import { readChannel } from '@deskside/backend/store/channels';
import type { Tx } from '@deskside/backend/store/db';
import { findAll } from '@deskside/backend/store/find';
import { removeMessages } from '@deskside/backend/store/messages';
import { upsert } from '@deskside/backend/store/upsert';
import type { LogEvent } from '@deskside/shared/events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const mei = { name: 'Mei', phone: '85291234567' };
const AT = 1_790_000_000_000;

describe.each(databases)('the log on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { clock: () => AT + 3_600_000 });
  });
  afterEach(() => world.close());

  const say = (id: string, part: object, at = AT) =>
    world.deliver(bodies.partBody(mei, id, at, part));
  const everything = async () => (await world.owner.changes(0)).events as LogEvent[];

  it('has nothing of what was taken back, from its beginning on', async () => {
    await say('m1', bodies.textPart('my card number'));
    expect(JSON.stringify(await everything())).toContain('card');
    await say('r1', { type: 'revoke', revoke: { original_message_id: 'm1' } }, AT + 1000);
    const events = await everything();
    expect(JSON.stringify(events)).not.toContain('card');
    const messages = events.filter(({ type }) => type === 'message');
    expect(messages.map(({ row }) => row)).toMatchObject([
      { content: { type: 'revoked' } },
      { content: { type: 'revoked' } },
    ]);
  });

  it('tells as removed what is there no more, and leaves no place out', async () => {
    await say('m1', bodies.textPart('one'));
    const id = (await world.owner.snapshot()).messages[0]?.id;
    if (!id) throw new Error('no message');
    await world.server.store.write((tx) => removeMessages(tx, [id]));
    const events = await everything();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const removed = events.filter(({ type }) => type === 'removed').map(({ row }) => row);
    expect(removed).toEqual([
      { table: 'message', id },
      { table: 'message', id },
    ]);
  });

  // By then the database refuses everything; the first reason is the one to be told.
  it.each([
    ['nobody asks further', async () => undefined],
    ['somebody asks further', (tx: Tx) => findAll(tx, 'channels', 'id', ['whatsapp'])],
    ['somebody asks in another way', (tx: Tx) => readChannel(tx.db)],
  ])('has nothing of what couldn’t be written, and says why, though %s', async (_, askFurther) => {
    const before = await everything();
    const { store } = world.server;
    const bad = store.write(async (tx) => {
      tx.emit('channel', 'whatsapp');
      const row = { id: 'whatsapp' as const, isOn: null as unknown as number, changedAt: AT };
      await upsert(tx, 'channels', ['id'], [row]);
      await askFurther(tx);
    });
    const good = say('m1', bodies.textPart('one'));
    await expect(bad).rejects.toThrow(/null/i);
    await good;
    const since = (await everything()).slice(before.length);
    expect(since.map(({ type }) => type)).not.toContain('channel');
    expect(since.map(({ type }) => type)).toContain('message');
  });
});
