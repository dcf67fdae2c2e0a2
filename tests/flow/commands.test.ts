import { newId } from '@deskside/shared/ids';
import { statusOf } from '@deskside/shared/session';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, pairDevice, until, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const luna = { name: 'Luna', bsuid: 'HK.200', username: 'lunaflowers' };
const HOUR = 3_600_000;

describe.each(databases)('commands on %s', (kind) => {
  let world: World;
  let now = 1_790_000_000_000;
  beforeEach(async () => {
    now = 1_790_000_000_000;
    world = await makeWorld(kind, { clock: () => now });
    await world.deliver(bodies.textBody(mei, 'm1', now - HOUR, 'hello'));
  });
  afterEach(() => world.close());

  const only = async () => {
    const [conversation] = (await world.owner.snapshot()).conversations;
    if (!conversation) throw new Error('no conversation');
    return conversation;
  };
  const reply = async (text: string, id = newId()) =>
    ({ id, type: 'reply', conversationId: (await only()).id, text }) as const;
  const delivered = (id: string, wanted: string) =>
    until(
      async () => (await world.owner.snapshot()).messages.find((message) => message.id === id),
      (message) => message?.delivery === wanted,
    );

  it('a reply goes to Meta once, to exactly what arrived, with our id', async () => {
    const command = await reply('Good morning');
    expect(await world.owner.command(command)).toMatchObject({
      status: 200,
      body: { id: command.id },
    });
    await delivered(command.id, 'sent');
    expect(world.meta.taken).toMatchObject([
      {
        to: '+85291234567',
        text: 'Good morning',
        ourId: command.id,
        numberId: bodies.NUMBER_ID,
        authorization: 'Bearer graph-token',
      },
    ]);
  });

  it('a customer without a phone number is answered by the scoped id', async () => {
    await world.deliver(bodies.textBody(luna, 'm2', now - 1000, 'hi'));
    const command = await reply('Hello Luna');
    await world.owner.command(command);
    await delivered(command.id, 'sent');
    expect(world.meta.taken).toMatchObject([{ recipient: 'HK.200', text: 'Hello Luna' }]);
    expect(world.meta.taken[0]?.to).toBeUndefined();
  });

  it('the same command again gets the first answer, and is done once', async () => {
    const command = await reply('once');
    const first = await world.owner.command(command);
    now += 5000;
    const [again, atOnce] = await Promise.all([
      world.owner.command(command),
      world.owner.command(command),
    ]);
    expect(again).toEqual(first);
    expect(atOnce).toEqual(first);
    await delivered(command.id, 'sent');
    expect(world.meta.taken).toHaveLength(1);
  });

  it('a used id with another content is refused, and changes nothing', async () => {
    const command = await reply('first');
    await world.owner.command(command);
    await delivered(command.id, 'sent');
    const before = await world.owner.snapshot();
    const answer = await world.owner.command({ ...command, text: 'second' });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'id-reused' } } });
    expect(await world.owner.snapshot()).toEqual(before);
  });

  it('rubbish gets a clear answer with a code, and changes nothing', async () => {
    const good = await reply('text');
    const before = (await world.owner.snapshot()).seq;
    const cases: [object, number, string][] = [
      [{ ...good, type: 'dance' }, 400, 'unknown-command'],
      [{ ...good, conversationId: newId() }, 404, 'not-found'],
      [{ ...good, text: 'x'.repeat(4097) }, 422, 'text-too-long'],
      [{ ...good, text: '   ' }, 400, 'bad-request'],
      [{ ...good, id: 'not a uuid' }, 400, 'bad-request'],
      [{ ...good, text: 7 }, 400, 'bad-request'],
      [[], 400, 'unknown-command'],
    ];
    for (const [command, status, code] of cases)
      expect(await world.owner.command(command)).toMatchObject({
        status,
        body: { error: { code } },
      });
    const notJson = await world.owner.ask('/api/commands', { method: 'POST', body: '{' });
    expect(notJson.status).toBe(400);
    const huge = JSON.stringify({ ...good, text: 'x'.repeat(70_000) });
    expect((await world.owner.ask('/api/commands', { method: 'POST', body: huge })).status).toBe(
      413,
    );
    expect((await world.owner.snapshot()).seq).toBe(before);
  });

  it('nobody writes into a closed window', async () => {
    now += 23 * HOUR;
    expect(await world.owner.command(await reply('too late'))).toMatchObject({
      status: 409,
      body: { error: { code: 'window-closed' } },
    });
    expect(world.meta.taken).toEqual([]);
  });

  it('Meta’s refusal says why, is believed about the window, and takes the reply back', async () => {
    world.meta.mood = { kind: 'refuse', status: 400, code: 131047 };
    const command = await reply('Meta knows better');
    await world.owner.command(command);
    expect(await delivered(command.id, 'failed')).toMatchObject({ failure: '131047' });
    expect(await only()).toMatchObject({ windowEndsAt: now, lastReplyAt: null });
  });

  it('an answer that was lost is unknown, is not sent again, and a status settles it', async () => {
    world.meta.mood = { kind: 'hang-up' };
    const command = await reply('did you hear me?');
    await world.owner.command(command);
    await delivered(command.id, 'unknown');
    expect(world.meta.taken).toHaveLength(1);
    await world.deliver(bodies.statusBody('wamid.fake.1', 'delivered', now, { ourId: command.id }));
    await delivered(command.id, 'delivered');
    expect(world.meta.taken).toHaveLength(1);
  });

  it('statuses that overtake Meta’s answer are kept, and an echo of it isn’t a second message', async () => {
    const gate = Promise.withResolvers<void>();
    world.meta.mood = { kind: 'wait', until: gate.promise };
    const command = await reply('slow answer');
    await world.owner.command(command);
    await until(() => world.meta.taken.length === 1);
    await world.deliver(bodies.statusBody('wamid.fake.1', 'read', now));
    await world.deliver(bodies.echoBody(mei, 'wamid.fake.1', now, 'slow answer'));
    gate.resolve();
    await delivered(command.id, 'read');
    expect((await only()).lastMessage?.id).toBe(command.id);
    const { messages } = await world.owner.snapshot();
    expect(
      messages.filter(({ content }) => content.type === 'text' && content.text === 'slow answer'),
    ).toHaveLength(1);
  });

  it('replies of one conversation reach Meta in the order they were written', async () => {
    const commands = [];
    for (const text of ['one', 'two', 'three', 'four']) commands.push(await reply(text));
    for (const command of commands) await world.owner.command(command);
    await delivered(commands.at(-1)?.id ?? '', 'sent');
    expect(world.meta.taken.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four']);
  });

  it('a customer who answers within the second is waiting again', async () => {
    now += 700;
    const command = await reply('Shall I keep one?');
    await world.owner.command(command);
    await delivered(command.id, 'sent');
    await world.deliver(bodies.textBody(mei, 'm2', now, 'Yes please'));
    const conversation = await only();
    expect(conversation.lastMessage).toMatchObject({ content: { text: 'Yes please' } });
    expect(statusOf(conversation, now)).toBe('pending');
  });

  it('reading counts what arrived after the last message that was seen', async () => {
    const first = (await only()).lastMessage?.id;
    await world.deliver(bodies.textBody(mei, 'm2', now, 'one more'));
    const conversationId = (await only()).id;
    const read = { id: newId(), type: 'read', conversationId, messageId: first };
    expect((await world.owner.command(read)).status).toBe(200);
    expect(await only()).toMatchObject({ unreadCount: 1, readUpTo: first });
    const foreign = { ...read, id: newId(), messageId: newId() };
    expect((await world.owner.command(foreign)).status).toBe(404);
  });

  it('closing ends the session; the customer’s next message opens another', async () => {
    const { id: conversationId, lastMessage } = await only();
    const close = () =>
      world.owner.command({
        id: newId(),
        type: 'close',
        conversationId,
        messageId: lastMessage?.id,
      });
    expect((await close()).status).toBe(200);
    expect((await only()).session).toMatchObject({ closedAt: now });
    expect(await close()).toMatchObject({
      status: 409,
      body: { error: { code: 'already-closed' } },
    });
    await world.deliver(bodies.textBody(mei, 'm2', now + 5000, 'one more thing'));
    expect((await only()).session).toMatchObject({ openedAt: now + 5000, closedAt: null });
    expect((await world.owner.snapshot()).sessions).toHaveLength(2);
  });

  it('nobody closes over a message that they haven’t seen', async () => {
    const { id: conversationId, lastMessage } = await only();
    await world.deliver(bodies.textBody(mei, 'm2', now, 'wait, one more thing'));
    const seen = { conversationId, messageId: lastMessage?.id };
    expect(await world.owner.command({ id: newId(), type: 'close', ...seen })).toMatchObject({
      status: 409,
      body: { error: { code: 'newer-message' } },
    });
    expect((await only()).session).toMatchObject({ closedAt: null });
  });

  it('a refusal that comes late leaves a window open that the customer has opened since', async () => {
    const command = await reply('just in time');
    await world.owner.command(command);
    await delivered(command.id, 'sent');
    now += 2 * HOUR;
    await world.deliver(bodies.textBody(mei, 'm2', now, 'hello again'));
    const refusal = bodies.statusBody('wamid.fake.1', 'failed', now - HOUR, { code: 131047 });
    await world.deliver(refusal);
    await delivered(command.id, 'failed');
    expect(await only()).toMatchObject({ windowEndsAt: now + 24 * HOUR });
  });

  it('a reply stands after what it answers, also when Meta’s clock is ahead of ours', async () => {
    await world.deliver(bodies.textBody(mei, 'ahead', now + 5000, 'and tomorrow?'));
    await world.owner.command(await reply('yes'));
    const [conversation, message] = [await only(), (await only()).lastMessage];
    expect(message).toMatchObject({ content: { text: 'yes' }, at: now + 6000 });
    expect(statusOf(conversation, now)).toBe('open');
  });

  it('a reaction from the phone answers nobody', async () => {
    const value = bodies.echoValue(mei, 'e1', now, '');
    const reaction = { type: 'reaction', reaction: { message_id: 'm1', emoji: '👍' } };
    const [echo] = value.message_echoes;
    await world.deliver(
      bodies.envelope('smb_message_echoes', {
        ...value,
        message_echoes: [{ ...echo, ...reaction }],
      }),
    );
    expect(await only()).toMatchObject({ lastReplyAt: null, unreadCount: 1 });
  });

  it('a number that has no access token yet receives, and sends nothing', async () => {
    const other = await makeWorld(kind, { clock: () => now, env: { META_ACCESS_TOKEN: '' } });
    await other.deliver(bodies.textBody(mei, 'm1', now, 'hello'));
    const { widgets, conversations } = await other.owner.snapshot();
    expect(widgets).toMatchObject([{ draftReason: 'new' }]);
    const answer = await other.owner.command({
      id: newId(),
      type: 'reply',
      conversationId: conversations[0]?.id,
      text: 'x',
    });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'widget-draft' } } });
    await other.close();
  });

  it('an agent’s command is done in the agent’s own name', async () => {
    const code = await world.owner.codeFor('agent');
    const agent = await pairDevice(world.server.url, code, 'Ben');
    const command = await reply('from Ben');
    await agent.command(command);
    expect(await delivered(command.id, 'sent')).toMatchObject({ agentId: agent.agent.id });
    const stolen = await world.owner.command(command);
    expect(stolen).toMatchObject({ status: 409, body: { error: { code: 'id-reused' } } });
  });
});
