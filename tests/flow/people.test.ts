/** Who is who: by Meta's ids, by its word, and by an agent's. */
import type { Snapshot } from '@deskside/shared/api';
import { newId } from '@deskside/shared/ids';
import type { Conversation } from '@deskside/shared/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, until, type World } from '../make.ts';
import { rowsOf } from '../sync/rows.ts';

const AT = 1_790_000_000_000;
const HOUR = 3_600_000;
const phone = '85261112222';
const bare = { name: 'By phone', phone };
const first = { name: 'First', phone, bsuid: 'HK.1' };
const second = { name: 'Second', phone, bsuid: 'HK.2' };
const luna = { name: 'Luna', bsuid: 'HK.9' };

describe.each(databases)('people on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { clock: () => AT + 12 * HOUR });
  });
  afterEach(() => world.close());

  const say = (who: bodies.Someone, id: string, at: number, text = id) =>
    world.deliver(bodies.textBody(who, id, at, text));
  const threads = ({ conversations, contacts, messages }: Snapshot) =>
    Object.fromEntries(
      conversations.map((row) => [
        contacts.find(({ id }) => id === row.contactId)?.name ?? '?',
        messages
          .filter(({ conversationId }) => conversationId === row.id)
          .map(({ content }) => (content as { text: string }).text),
      ]),
    );
  const seen = async () => threads(await world.owner.snapshot());
  const merges = async () => (await world.owner.ask('/api/merges')).json();
  type Ids = readonly (string | undefined)[];
  const merge = (contactIds: Ids) =>
    world.owner.command({ id: crypto.randomUUID(), type: 'merge', contactIds });
  const unmerge = (contactIds: Ids) =>
    world.owner.command({ id: crypto.randomUUID(), type: 'unmerge', contactIds });

  it('brings what was said under a bare phone to whoever turns out to hold it', async () => {
    await say(bare, 'm1', AT);
    await say({ name: 'First', bsuid: 'HK.1' }, 'm2', AT + 1000);
    expect(Object.keys(await seen()).sort()).toEqual(['By phone', 'First']);
    await say(first, 'm3', AT + 2000);
    expect(await seen()).toEqual({ First: ['m1', 'm2', 'm3'] });
    // A reply from the phone that names only the number finds its thread.
    await world.deliver(bodies.echoBody({ phone }, 'e1', AT + 3000, 'e1'));
    expect(await seen()).toEqual({ First: ['m1', 'm2', 'm3', 'e1'] });
  });

  it.each([
    ['a reaction', { type: 'reaction', reaction: { message_id: 'm1', emoji: '👍' } }],
    [
      'an edit',
      { type: 'edit', edit: { original_message_id: 'm1', message: bodies.textPart('m1') } },
    ],
    ['a revoke of another', { type: 'revoke', revoke: { original_message_id: 'm0' } }],
  ])('learns who is who from %s, too', async (_what, part) => {
    await say(bare, 'm1', AT);
    await say({ name: 'First', bsuid: 'HK.1' }, 'm2', AT + 1000);
    await world.deliver(bodies.partBody(first, 'x1', AT + 2000, part));
    expect(await seen()).toEqual({ First: ['m1', 'm2'] });
  });

  it.each([
    ['the id that they had', 'HK.1'],
    ['the id that they have', 'HK.5'],
  ])('follows somebody whose id becomes another, told by %s', async (_which, from) => {
    const system = {
      type: 'user_changed_user_id',
      previous_user_id: 'HK.1',
      user_id: 'HK.5',
      wa_id: phone,
    };
    const becomes = { ...first, bsuid: from };
    const whole = [
      () => say({ name: 'First', bsuid: 'HK.1' }, 'm1', AT),
      () => world.deliver(bodies.partBody(becomes, 's1', AT + 1000, { type: 'system', system })),
      () => say({ name: 'First', bsuid: 'HK.5' }, 'm2', AT + 2000),
    ];
    for (const deliver of whole) await deliver();
    expect((await world.owner.snapshot()).conversations).toHaveLength(1);
    for (const deliver of whole.reverse()) await deliver();
    expect((await world.owner.snapshot()).conversations).toHaveLength(1);
  });

  it('takes our replies, closes and read marks along, and answers by what came last', async () => {
    await say(bare, 'm1', AT);
    const [before] = (await world.owner.snapshot()).conversations;
    const reply = (conversationId: string | undefined) =>
      world.owner.command({ id: newId(), type: 'reply', conversationId, text: 'ours' });
    await reply(before?.id);
    await until(() => world.meta.taken.length === 1);
    await world.owner.command({
      id: newId(),
      type: 'read',
      conversationId: before?.id,
      messageId: before?.lastMessage?.id,
    });
    await world.owner.command({
      id: newId(),
      type: 'close',
      conversationId: before?.id,
      messageId: before?.lastMessage?.id,
    });
    await say(first, 'm2', AT + 1000);
    expect(await seen()).toEqual({ First: ['m1', 'm2', 'ours'] });
    const after = await world.owner.snapshot();
    expect(after.conversations).toMatchObject([{ unreadCount: 1 }]);
    expect(after.sessions).toMatchObject([{ closedAt: AT + 12 * HOUR }]);
    // The phone goes to somebody else: whoever had it is answered by the id.
    await say(second, 'm3', AT + HOUR);
    await say({ name: 'First', bsuid: 'HK.1' }, 'm4', AT + 13 * HOUR);
    const { conversations, contacts } = await world.owner.snapshot();
    const one = contacts.find(({ name }) => name === 'First');
    await reply(conversations.find(({ contactId }) => contactId === one?.id)?.id);
    await until(() => world.meta.taken.length === 2);
    expect(world.meta.taken).toMatchObject([{ to: `+${phone}` }, { recipient: 'HK.1' }]);
  });

  it('keeps two people apart who had one phone, and offers to merge them', async () => {
    await say(first, 'm1', AT);
    await say(second, 'm2', AT + HOUR);
    await say({ phone }, 'm3', AT + 2 * HOUR);
    await say({ phone }, 'm4', AT + 1000);
    expect(await seen()).toEqual({ First: ['m1', 'm4'], Second: ['m2', 'm3'] });
    expect(await merges()).toMatchObject({
      candidates: [{ reason: 'same-phone', contacts: [{ name: 'First' }, { name: 'Second' }] }],
      merges: [],
    });
  });

  it('offers numbers that are written in two ways, and never rewrites them', async () => {
    await say({ name: 'Ana', phone: '5511987654321', bsuid: 'BR.1' }, 'm1', AT);
    await say({ name: 'Ana S', phone: '551187654321', bsuid: 'BR.2' }, 'm2', AT + 1000);
    expect(await merges()).toMatchObject({ candidates: [{ reason: 'similar-phone' }] });
    const { contacts } = await world.owner.snapshot();
    expect(contacts.map((contact) => contact.phone).sort()).toEqual([
      '+551187654321',
      '+5511987654321',
    ]);
  });

  it('follows somebody of whom Meta tells only the phone that they left', async () => {
    const moved = { name: 'First', phone: '85297654321', bsuid: 'HK.7' };
    await say(first, 'm1', AT);
    const system = { type: 'user_changed_number', wa_id: moved.phone, user_id: 'HK.7' };
    await world.deliver(bodies.partBody({ phone }, 's1', AT + 1000, { type: 'system', system }));
    await say(moved, 'm2', AT + 2000);
    expect((await world.owner.snapshot()).conversations).toHaveLength(1);
  });

  it('follows somebody who changes number, also when the new one writes first', async () => {
    const moved = { name: 'First', phone: '85297654321', bsuid: 'HK.7' };
    await say(first, 'm1', AT);
    await say(moved, 'm2', AT + 2000);
    await world.deliver(
      bodies.partBody(first, 's1', AT + 1000, {
        type: 'system',
        system: { type: 'user_changed_number', wa_id: moved.phone, user_id: 'HK.7', body: 'moved' },
      }),
    );
    const { contacts, conversations, messages } = await world.owner.snapshot();
    expect(contacts).toMatchObject([{ name: 'First', phone: '+85297654321' }]);
    expect(conversations).toHaveLength(1);
    expect(messages.map(({ content }) => content.type)).toEqual(['text', 'notice', 'text']);
  });

  it('merges two contacts, with their sessions and what is unread, and takes exactly that back', async () => {
    await say(first, 'm1', AT);
    await say(luna, 'm2', AT + HOUR);
    await say(first, 'm3', AT + 2 * HOUR);
    const before = await world.owner.snapshot();
    const rows = await rowsOf(world.server.store);
    const ids = before.contacts.map(({ id }) => id);
    expect((await merge(ids)).status).toBe(200);
    expect(Object.values(await seen())).toEqual([['m1', 'm2', 'm3']]);
    const merged = await world.owner.snapshot();
    expect(merged.conversations).toMatchObject([{ unreadCount: 3 }]);
    expect(merged.sessions).toMatchObject([{ openedAt: AT, lastCustomerAt: AT + 2 * HOUR }]);
    expect((await merge(ids)).body.error?.code).toBe('already-merged');
    const { merges: made } = await merges();
    expect(made).toMatchObject([{ contactIds: [...ids].sort() }]);
    // Each is still called by its own name here.
    expect(made[0].contacts.map(({ name }: { name: string }) => name).sort()).toEqual([
      'First',
      'Luna',
    ]);

    expect((await unmerge([...ids].reverse())).status).toBe(200);
    expect(await rowsOf(world.server.store)).toEqual(rows);
    const { seq: _, ...after } = await world.owner.snapshot();
    const { seq: _was, ...was } = before;
    expect(after).toEqual(was);
    expect((await unmerge(ids)).body.error?.code).toBe('not-merged');
    expect((await merge([ids[0], 'nobody'])).status).toBe(404);
  });

  it('what was read in either stays read, merged and taken apart, and what is new stays new', async () => {
    const read = (conversation: Conversation | undefined) =>
      world.owner.command({
        id: newId(),
        type: 'read',
        conversationId: conversation?.id,
        messageId: conversation?.lastMessage?.id,
      });
    const unread = async () =>
      (await world.owner.snapshot()).conversations.map(({ unreadCount }) => unreadCount);
    await say(luna, 'm1', AT);
    await say(first, 'm2', AT + HOUR);
    const { conversations, contacts } = await world.owner.snapshot();
    for (const conversation of conversations) await read(conversation);
    const ids = contacts.map(({ id }) => id);
    await merge(ids);
    expect(await unread()).toEqual([0]);
    await say(luna, 'm3', AT + 2 * HOUR);
    expect(await unread()).toEqual([1]);
    await unmerge(ids);
    expect((await unread()).sort()).toEqual([0, 1]);
    await merge(ids);
    const [both] = (await world.owner.snapshot()).conversations;
    expect(both).toMatchObject({ unreadCount: 1 });
    await read(both);
    await unmerge(ids);
    expect(await unread()).toEqual([0, 0]);
  });

  it('keeps a close on its own side of a merge, there and back', async () => {
    await say(first, 'm1', AT);
    await say(luna, 'm2', AT + 6 * HOUR);
    const { conversations, contacts } = await world.owner.snapshot();
    const lunas = conversations.find(({ lastMessage }) => (lastMessage?.at ?? 0) > AT);
    await world.owner.command({
      id: crypto.randomUUID(),
      type: 'close',
      conversationId: lunas?.id,
      messageId: lunas?.lastMessage?.id,
    });
    const rows = await rowsOf(world.server.store);
    const ids = contacts.map(({ id }) => id);
    await merge(ids);
    expect((await world.owner.snapshot()).sessions).toMatchObject([
      { openedAt: AT, lastCustomerAt: AT + 6 * HOUR, closedAt: AT + 12 * HOUR },
    ]);
    await unmerge(ids);
    expect(await rowsOf(world.server.store)).toEqual(rows);
  });
});
