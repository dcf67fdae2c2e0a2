import { sign } from '@deskside/backend/meta/verify';
import { asideRows } from '@deskside/backend/store/aside';
import { statusOf } from '@deskside/shared/session';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECRET } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const luna = { name: 'Luna', bsuid: 'HK.200', username: '@lunaflowers' };
const AT = 1_790_000_000_000;

describe.each(databases)('the webhook on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { clock: () => AT + 60_000 });
  });
  afterEach(() => world.close());

  const snapshot = () => world.owner.snapshot();
  const reasons = async () =>
    (await asideRows(world.server.store.read, 100)).map(({ reason }) => reason);
  const seq = async () => (await snapshot()).seq;

  it('answers Meta’s challenge when the verify token is ours, and refuses another', async () => {
    const ask = (token: string) =>
      fetch(`${world.webhook}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1234`);
    const good = await ask('verify-me');
    expect([good.status, await good.text()]).toEqual([200, '1234']);
    expect((await ask('other')).status).toBe(403);
  });

  it('keeps a text as a message of a new conversation, and opens a session', async () => {
    expect(await world.deliver(bodies.textBody(mei, 'm1', AT, '你好'))).toBe(200);
    const { contacts, conversations, messages, sessions, widgets } = await snapshot();
    expect(widgets).toMatchObject([{ phone: '+85255550100', draftReason: null }]);
    expect(contacts).toMatchObject([{ name: 'Mei Chan', phone: '+85291234567' }]);
    expect(messages).toMatchObject([{ origin: 'customer', at: AT, content: { text: '你好' } }]);
    expect(sessions).toMatchObject([{ openedAt: AT, lastCustomerAt: AT, closedAt: null }]);
    expect(conversations).toMatchObject([
      { unreadCount: 1, windowEndsAt: AT + 86_400_000, lastMessage: { at: AT } },
    ]);
  });

  it('changes nothing when the same delivery comes again', async () => {
    const body = bodies.textBody(mei, 'm1', AT, 'once');
    await world.deliver(body);
    const before = await snapshot();
    expect(await world.deliver(body)).toBe(200);
    expect(await snapshot()).toEqual(before);
  });

  it('knows a customer without a phone number, and never calls one by a username', async () => {
    await world.deliver(bodies.textBody(luna, 'm1', AT, 'hello'));
    await world.deliver(
      bodies.textBody({ ...luna, bsuid: 'HK.201', name: 'Someone else' }, 'm2', AT, 'hi'),
    );
    const { contacts } = await snapshot();
    expect(contacts).toMatchObject([
      { name: expect.any(String), phone: null, username: 'lunaflowers' },
      { phone: null },
    ]);
    expect(new Set(contacts.map(({ name }) => name))).toEqual(new Set(['Luna', 'Someone else']));
  });

  it('shows a reply from the phone, which opens no session and no window', async () => {
    await world.deliver(bodies.echoBody(mei, 'e1', AT, 'from the phone'));
    const { conversations, messages, sessions } = await snapshot();
    expect(messages).toMatchObject([{ origin: 'phone', delivery: 'sent' }]);
    expect(sessions).toEqual([]);
    expect(conversations).toMatchObject([
      { session: null, windowEndsAt: null, lastReplyAt: AT, unreadCount: 0 },
    ]);
  });

  it('waits for an answer when phone and customer spoke in one second, whichever came first', async () => {
    const question = (who: bodies.Someone, id: string) => bodies.textBody(who, id, AT, 'now?');
    const answer = (who: bodies.Someone, id: string) => bodies.echoBody(who, id, AT, 'yes');
    for (const body of [question(mei, 'm1'), answer(mei, 'e1')]) await world.deliver(body);
    for (const body of [answer(luna, 'e2'), question(luna, 'm2')]) await world.deliver(body);
    const { conversations, messages } = await snapshot();
    expect(conversations).toMatchObject([{ unreadCount: 1 }, { unreadCount: 1 }]);
    for (const one of conversations) {
      expect(statusOf(one, AT + 60_000)).toBe('pending');
      // What came later is shown later, and is the last line.
      const thread = messages.filter(({ conversationId }) => conversationId === one.id);
      expect(thread.at(-1)).toEqual(one.lastMessage);
    }
    const ends = conversations.map((one) => one.lastMessage?.origin);
    expect(ends.sort()).toEqual(['customer', 'phone']);
  });

  it('keeps media as what they are, and what nobody knows as an unsupported message', async () => {
    const photo = {
      type: 'image',
      image: { id: '1', mime_type: 'image/jpeg', caption: 'receipt' },
    };
    await world.deliver(bodies.partBody(mei, 'm1', AT, photo));
    await world.deliver(bodies.partBody(mei, 'm2', AT + 1000, { type: 'hologram', hologram: {} }));
    const { messages } = await snapshot();
    expect(messages.map(({ content }) => content)).toEqual([
      { type: 'media', kind: 'image', caption: 'receipt', mimeType: 'image/jpeg' },
      { type: 'unsupported', kind: 'hologram' },
    ]);
  });

  it('replaces a placeholder in place by the real message with the same id', async () => {
    const ghost = { type: 'unsupported', errors: [{ code: 131060, title: 'unavailable' }] };
    await world.deliver(bodies.partBody(mei, 'm1', AT, ghost));
    const [before] = (await snapshot()).messages;
    expect(before?.content).toEqual({ type: 'unsupported', kind: 'unavailable', code: '131060' });
    await world.deliver(bodies.textBody(mei, 'm1', AT, 'the real one'));
    const { messages, conversations } = await snapshot();
    expect(messages).toMatchObject([{ id: before?.id, content: { text: 'the real one' } }]);
    expect(conversations[0]?.lastMessage?.content).toEqual({ type: 'text', text: 'the real one' });
    await world.deliver(bodies.partBody(mei, 'm1', AT, ghost));
    expect((await snapshot()).messages).toEqual(messages);
  });

  it('keeps a status that comes before its message, and never goes down the ladder', async () => {
    await world.deliver(bodies.statusBody('e1', 'read', AT + 3000));
    await world.deliver(bodies.echoBody(mei, 'e1', AT, 'from the phone'));
    await world.deliver(bodies.statusBody('e1', 'delivered', AT + 2000));
    expect((await snapshot()).messages).toMatchObject([{ delivery: 'read' }]);
  });

  it('survives U+0000 and signs beyond the basic plane', async () => {
    await world.deliver(bodies.textBody(mei, 'm1', AT, 'a\u0000b 😀 𠮷'));
    expect((await snapshot()).messages).toMatchObject([{ content: { text: 'ab 😀 𠮷' } }]);
  });

  it('refuses a bad signature with 401 and leaves no row', async () => {
    const body = bodies.textBody(mei, 'm1', AT, 'forged');
    const before = await seq();
    expect(await world.meta.deliver(world.webhook, body, 'another secret')).toBe(401);
    const text = JSON.stringify(body);
    for (const header of ['', 'sha256=', `sha256=${'0'.repeat(64)}`, sign(text, SECRET).slice(7)])
      expect(
        (
          await fetch(world.webhook, {
            method: 'POST',
            headers: { 'x-hub-signature-256': header },
            body: text,
          })
        ).status,
      ).toBe(401);
    expect(await seq()).toBe(before);
    expect(await reasons()).toEqual([]);
  });

  it('refuses a body over 4 MB with 413, and takes one of 3 MB', async () => {
    expect(await world.deliver(JSON.stringify({ pad: 'x'.repeat(4.1 * 1024 * 1024) }))).toBe(413);
    const large = bodies.textBody(mei, 'm1', AT, 'x'.repeat(3 * 1024 * 1024));
    expect(await world.deliver(large)).toBe(200);
  });

  it('keeps a signed body that isn’t JSON aside, whole, and answers 200', async () => {
    expect(await world.deliver('not { json')).toBe(200);
    expect(await world.deliver('not { json')).toBe(200);
    expect(await reasons()).toEqual(['not-json']);
  });

  it('keeps one unreadable message aside without losing its neighbours', async () => {
    const value = bodies.messageValue(mei, 'm1', AT, bodies.textPart('good'));
    const body = bodies.envelope('messages', {
      ...value,
      messages: [{ id: 7 }, 'rubbish', ...value.messages],
    });
    expect(await world.deliver(body)).toBe(200);
    expect((await snapshot()).messages).toMatchObject([{ content: { text: 'good' } }]);
    expect(await reasons()).toEqual(['part', 'part']);
  });

  it('keeps fields that it doesn’t know aside', async () => {
    await world.deliver(bodies.envelope('telepathy', { thought: 1 }));
    expect(await reasons()).toEqual(['unknown-field']);
    const metrics = await (await fetch(`${world.server.url}/metrics`)).text();
    expect(metrics).toContain('deskside_aside_total{reason="unknown-field"} 1');
  });

  it('stores a burst whole: three hundred deliveries at once, one of them poisoned', async () => {
    const sent = Array.from({ length: 300 }, (_, i) =>
      i === 150
        ? world.deliver('{"entry":')
        : world.deliver(bodies.textBody(mei, `m${i}`, AT + i * 1000, `number ${i}`)),
    );
    expect(new Set(await Promise.all(sent))).toEqual(new Set([200]));
    const { conversations } = await snapshot();
    expect(conversations).toMatchObject([{ unreadCount: 299 }]);
  });
});
