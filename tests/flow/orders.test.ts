/** Pairs that once ended differently when they came the other way round, or twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, until, type World } from '../make.ts';

const AT = 1_790_000_000_000;
const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.100' };

describe.each(databases)('in either order, on %s', (kind) => {
  let world: World;
  let now = AT + 60_000;
  beforeEach(async () => {
    now = AT + 60_000;
    world = await makeWorld(kind, { clock: () => now });
  });
  afterEach(() => world.close());

  const snapshot = () => world.owner.snapshot();
  const deliver = async (all: readonly object[]) => {
    for (const body of all) expect(await world.deliver(body)).toBe(200);
  };
  const held = (id: string, at: number) =>
    bodies.envelope('standby', {
      standby: bodies.messageValue(mei, id, at, bodies.textPart('hello')),
    });
  const mark = (type: 'edit' | 'reaction', id: string, target: string, at = AT + 5000) =>
    bodies.partBody(
      mei,
      id,
      at,
      type === 'edit'
        ? { type, edit: { original_message_id: target, message: bodies.textPart('better') } }
        : { type, reaction: { message_id: target, emoji: '👍' } },
    );

  it('the earlier words of an edit have the earliest stamp', async () => {
    await deliver([held('x', AT + 2000), mark('edit', 'e', 'x')]);
    await deliver([bodies.textBody(mei, 'x', AT, 'hello')]);
    const [message] = (await snapshot()).messages;
    expect(message).toMatchObject({ at: AT, earlier: [{ at: AT, content: { text: 'hello' } }] });
  });

  it('a mark under two stamps has the earlier one', async () => {
    await deliver([bodies.textBody(mei, 'x', AT, 'hello')]);
    await deliver([mark('edit', 'e', 'x', AT + 9000), mark('edit', 'e', 'x', AT + 5000)]);
    await deliver([mark('edit', 'f', 'x', AT + 7000)]);
    const { read } = world.server.store;
    const rows = await read.selectFrom('marks').select(['metaId', 'at']).orderBy('at').execute();
    expect(rows.map(({ at }) => Number(at))).toEqual([AT + 5000, AT + 7000]);
  });

  it('what was answered and turns out to be a reaction is answered no longer', async () => {
    await deliver([bodies.textBody(mei, 'm', AT, 'hello')]);
    const ghost = { type: 'unsupported', errors: [{ code: '131060' }] };
    const answer = { ...bodies.textPart('that one'), context: { id: 'x', forwarded: null } };
    await deliver([bodies.partBody(mei, 'x', AT + 1000, ghost)]);
    await deliver([bodies.partBody(mei, 'y', AT + 2000, answer), mark('reaction', 'x', 'm')]);
    const { messages } = await snapshot();
    expect(messages).toMatchObject([{ reactions: [{ emoji: '👍' }] }, { quotedId: null }]);
  });

  it('an echo of a reply of ours moves nothing', async () => {
    await deliver([bodies.textBody(mei, 'm', AT + 65_000, 'are you there?')]);
    const [conversation] = (await snapshot()).conversations;
    const id = crypto.randomUUID();
    await world.owner.command({
      id,
      type: 'reply',
      conversationId: conversation?.id,
      text: 'yes',
    });
    const { read } = world.server.store;
    const row = () =>
      read
        .selectFrom('messages')
        .selectAll()
        .where('id', '=', id as never)
        .executeTakeFirst();
    const sent = await until(row, (one) => one?.delivery === 'sent');
    await deliver([bodies.echoBody(mei, sent?.metaId ?? '', AT + 65_000, 'yes')]);
    expect(await row()).toEqual(sent);
    expect((await snapshot()).conversations).toMatchObject([{ lastReplyAt: AT + 66_000 }]);
  });

  it('a number is proved to be linked still, whichever of two notices came first', async () => {
    await deliver([bodies.textBody(mei, 'm', AT, 'hello')]);
    const said = (event: string, at: number) =>
      bodies.accountBody(event, at, { phone_number: '85255550100' });
    await deliver([said('PARTNER_ADDED', AT + 60_000), said('PARTNER_REMOVED', AT)]);
    const { proofs, widgets } = await snapshot();
    expect(widgets).toMatchObject([{ draftReason: null }]);
    expect(proofs.filter(({ check }) => check === 'unlinked')).toMatchObject([{ isOk: false }]);
  });

  it('a number that comes after its notice is asked about at once', async () => {
    world.meta.number = { status: 404, body: { error: { code: 100 } } };
    await deliver([bodies.accountBody('ACCOUNT_OFFBOARDED', AT)]);
    await deliver([bodies.textBody(mei, 'm', AT, 'hello')]);
    await until(
      async () => (await snapshot()).widgets[0],
      (widget) => widget?.draftReason === 'unlinked',
    );
  });

  it('of two phones that come together the newer is shown', async () => {
    const later = bodies.textBody({ ...mei, phone: '85261112222' }, 'm2', AT + 1000, 'new phone');
    const first = bodies.textBody(mei, 'm1', AT, 'old phone');
    await deliver([{ ...first, entry: [...first.entry, ...later.entry] }]);
    expect((await snapshot()).contacts).toMatchObject([{ phone: '+85261112222' }]);
  });

  it('a notice without a time is one, however often it comes', async () => {
    const { timestamp: _, ...handover } = bodies.handoverValue(mei, AT);
    const [preference] = bodies.preferenceValue(mei, 'stop', AT).user_preferences;
    const untimed = [
      bodies.envelope('user_preferences', {
        user_preferences: [{ ...preference, timestamp: undefined }],
      }),
      bodies.envelope('messaging_handovers', handover),
    ];
    await deliver(untimed);
    now += 60_000;
    await deliver(untimed);
    expect((await snapshot()).messages).toHaveLength(2);
  });

  it('a call whose way isn’t told came from whoever isn’t us', async () => {
    const [call] = bodies.callValue(mei, 'c', AT, 'terminate').calls;
    const bare = { ...call, direction: undefined, from_user_id: undefined };
    await deliver([bodies.envelope('calls', { calls: [bare] })]);
    const { contacts, messages } = await snapshot();
    expect(contacts).toMatchObject([{ phone: '+85291234567' }]);
    expect(messages).toMatchObject([{ content: { type: 'call', direction: 'in' } }]);
  });
});
