import { asideRows } from '@deskside/backend/store/aside';
/** What Meta sends besides plain texts, through the real door. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, pairDevice, until, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const AT = 1_790_000_000_000;
const HOUR = 3_600_000;

describe.each(databases)('what Meta sends, on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { clock: () => AT + HOUR });
  });
  afterEach(() => world.close());

  const snapshot = () => world.owner.snapshot();
  const say = (id: string, part: object, at = AT) =>
    world.deliver(bodies.partBody(mei, id, at, part));
  const contents = async () => (await snapshot()).messages.map(({ content }) => content);
  const json = async (path: string) => (await world.owner.ask(path)).json();

  it('shows places, cards, answers, forms and orders as what they are', async () => {
    const part = (type: string, value: object) => ({ type, [type]: value });
    const parts = [
      part('location', { latitude: 22.3, longitude: 114.2, name: 'Shop', address: '1 Road' }),
      part('contacts', [] as unknown as object),
      part('interactive', { type: 'button_reply', button_reply: { id: 'b', title: 'Yes' } }),
      part('interactive', {
        type: 'list_reply',
        list_reply: { id: 'l', title: 'Express', description: 'Tomorrow' },
      }),
      part('interactive', {
        type: 'nfm_reply',
        nfm_reply: { response_json: '{"size":"M","flow_token":"secret"}' },
      }),
      part('interactive', {
        type: 'call_permission_reply',
        call_permission_reply: { response: 'accept' },
      }),
      part('button', { text: 'Stop', payload: 'p' }),
      part('order', {
        product_items: [
          { product_retailer_id: 'lamp', quantity: 2, item_price: 30, currency: 'HKD' },
        ],
      }),
      part('audio', { id: '1', voice: true }),
      part('document', { id: '2', filename: 'Rechnung.pdf' }),
    ];
    for (const [index, one] of parts.entries()) await say(`m${index}`, one, AT + index * 1000);
    expect(await contents()).toEqual([
      { type: 'location', latitude: 22.3, longitude: 114.2, name: 'Shop', address: '1 Road' },
      { type: 'contacts', cards: [] },
      { type: 'choice', text: 'Yes' },
      { type: 'choice', text: 'Express', detail: 'Tomorrow' },
      { type: 'form', fields: [{ name: 'size', value: 'M' }] },
      { type: 'call-permission', isGiven: true },
      { type: 'choice', text: 'Stop' },
      {
        type: 'order',
        items: [{ product: 'lamp', quantity: 2, price: 30, currency: 'HKD' }],
      },
      { type: 'media', kind: 'voice' },
      { type: 'media', kind: 'document', fileName: 'Rechnung.pdf' },
    ]);
  });

  it('says what a message quotes, also when that one comes later', async () => {
    await say('m2', { ...bodies.textPart('this one'), context: { id: 'm1' } }, AT + 1000);
    expect((await snapshot()).messages).toMatchObject([{ quotedId: null }]);
    await say('m1', bodies.textPart('first'));
    const { messages } = await snapshot();
    expect(messages[1]?.quotedId).toBe(messages[0]?.id);
  });

  it('says what was forwarded, and from which ad somebody comes', async () => {
    await say('m1', { ...bodies.textPart('a'), context: { frequently_forwarded: true } });
    const referral = { source_url: 'https://fb.me/x', headline: 'Sale', body: 'Everything' };
    await say('m2', { ...bodies.textPart('b'), referral }, AT + 1000);
    expect((await snapshot()).messages).toMatchObject([
      { forwarded: 'often' },
      { ad: { headline: 'Sale', body: 'Everything', url: 'https://fb.me/x' } },
    ]);
  });

  it('draws reactions on their message, and takes them off again', async () => {
    const react = (id: string, emoji: string | undefined, at: number) =>
      say(id, { type: 'reaction', reaction: { message_id: 'm1', emoji } }, at);
    await react('r1', '👍', AT + 1000);
    await say('m1', bodies.textPart('hello'));
    expect((await snapshot()).messages).toMatchObject([
      { reactions: [{ by: 'customer', emoji: '👍' }] },
    ]);
    await react('r3', undefined, AT + 3000);
    await react('r2', '😮', AT + 2000);
    const { messages, conversations } = await snapshot();
    expect(messages[0]).not.toHaveProperty('reactions');
    expect(conversations).toMatchObject([{ unreadCount: 1, windowEndsAt: AT + 24 * HOUR }]);
  });

  it('keeps the newest of what one delivery says twice of a number', async () => {
    const quality = (event: string, at: number) => ({
      id: bodies.ACCOUNT_ID,
      time: at / 1000,
      changes: [
        {
          field: 'phone_number_quality_update',
          value: { display_phone_number: '85255550100', event },
        },
      ],
    });
    await world.deliver({
      object: 'whatsapp_business_account',
      entry: [quality('DOWNGRADE', AT), quality('UPGRADE', AT + 1000)],
    });
    expect(await json('/api/aside')).toMatchObject({ items: [] });
    const facts = await world.server.store.read.selectFrom('facts').selectAll().execute();
    expect(facts).toMatchObject([{ kind: 'quality', at: AT + 1000 }]);
    expect(facts[0]?.detail).toContain('UPGRADE');
  });

  it('shows an edit with what was said before, whichever comes first', async () => {
    const edit = (id: string, text: string, at: number) =>
      say(
        id,
        { type: 'edit', edit: { original_message_id: 'm1', message: bodies.textPart(text) } },
        at,
      );
    await edit('e2', 'third', AT + 2000);
    await say('m1', bodies.textPart('first'));
    await edit('e1', 'second', AT + 1000);
    expect((await snapshot()).messages).toMatchObject([
      {
        content: { text: 'third' },
        earlier: [
          { at: AT, content: { text: 'first' } },
          { at: AT + 1000, content: { text: 'second' } },
        ],
      },
    ]);
  });

  it('hides what was taken back from everybody, and shows it to admins who ask', async () => {
    await say('r1', { type: 'revoke', revoke: { original_message_id: 'm1' } }, AT + 1000);
    await say('m1', bodies.textPart('my card number'));
    const { messages, conversations } = await snapshot();
    expect(messages).toMatchObject([{ content: { type: 'revoked' } }]);
    expect(JSON.stringify(conversations)).not.toContain('card');
    const path = `/api/messages/${messages[0]?.id}/original`;
    expect(await json(path)).toMatchObject({ content: { text: 'my card number' } });
    const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Bo');
    expect((await agent.ask(path)).status).toBe(403);
    expect((await world.owner.ask('/api/messages/nothing/original')).status).toBe(404);
  });

  it('hides what was taken back from the log as well, however one reads it', async () => {
    await say('m1', bodies.textPart('my card number'));
    await say('r1', { type: 'revoke', revoke: { original_message_id: 'm1' } }, AT + 1000);
    const { events } = await world.owner.changes(0);
    expect(events.length).toBeGreaterThan(3);
    expect(JSON.stringify(events)).not.toContain('card');
  });

  it('lets nobody take back what another side has said', async () => {
    await world.deliver(bodies.echoBody(mei, 'e1', AT, 'our word'));
    await say('r1', { type: 'revoke', revoke: { original_message_id: 'e1' } }, AT + 1000);
    expect(await contents()).toEqual([{ type: 'text', text: 'our word' }]);
  });

  it('shows what arrives on standby, marked as held, until it comes to us as well', async () => {
    const value = bodies.messageValue(mei, 'm1', AT, bodies.textPart('anyone?'));
    await world.deliver(bodies.envelope('standby', { standby: value }));
    expect((await snapshot()).messages).toMatchObject([{ isHeld: true, origin: 'customer' }]);
    await world.deliver(bodies.envelope('messages', value));
    expect((await snapshot()).messages[0]).not.toHaveProperty('isHeld');
    await world.deliver(
      bodies.envelope('messaging_handovers', bodies.handoverValue(mei, AT + 1000)),
    );
    expect(await contents()).toContainEqual({
      type: 'notice',
      kind: 'handed-over',
      text: 'customer_service',
    });
  });

  it('puts the parts of a call together, in any order; one by the customer opens the window', async () => {
    const call = (event: string, at: number) =>
      world.deliver(bodies.envelope('calls', bodies.callValue(mei, 'c1', at, event)));
    await call('terminate', AT + 42_000);
    await call('connect', AT);
    const { messages, conversations, sessions } = await snapshot();
    expect(messages).toMatchObject([
      { at: AT, content: { type: 'call', direction: 'in', state: 'ended', seconds: 42 } },
    ]);
    expect(conversations).toMatchObject([{ windowEndsAt: AT + 24 * HOUR }]);
    expect(sessions).toMatchObject([{ openedAt: AT }]);
  });

  it('calls contacts what the phone’s address book calls them', async () => {
    await world.deliver(
      bodies.envelope('smb_app_state_sync', bodies.syncValue(mei, 'Aunt Mei', AT)),
    );
    expect((await snapshot()).contacts).toEqual([]);
    await say('m1', bodies.textPart('hi'), AT + 1000);
    expect((await snapshot()).contacts).toMatchObject([{ name: 'Aunt Mei' }]);
    await world.deliver(
      bodies.envelope('smb_app_state_sync', bodies.syncValue(mei, null, AT + 2000)),
    );
    expect((await snapshot()).contacts).toMatchObject([{ name: 'Mei Chan' }]);
  });

  it('drops history, counts it once, and says so on the widget', async () => {
    const threads = [{ messages: [{ id: 'old1' }, { id: 'old2' }] }];
    const piece = { history: [{ metadata: { phase: 0 }, threads, errors: [] }] };
    const history = bodies.envelope('history', piece);
    // Without its envelope, before anybody knows the number, and under another field.
    await world.deliver({ ...history.entry[0]?.changes[0]?.value });
    await say('m1', bodies.textPart('hi'));
    await world.deliver(history);
    await world.deliver(history);
    await world.deliver(bodies.envelope('messages', piece));
    // What the files in it were tells of nothing that isn't counted yet, and makes no message.
    await world.deliver(
      bodies.envelope('history', { messages: [{ id: 'old2', type: 'image', image: { id: '1' } }] }),
    );
    const other = { history: [{ errors: [{ code: 2593107, title: 'Already used' }] }] };
    await world.deliver(bodies.envelope('history', other));
    const { messages, widgets } = await snapshot();
    expect(messages).toHaveLength(1);
    const { facts } = (await json(`/api/widgets/${widgets[0]?.id}/facts`)) as {
      facts: { kind: string; detail: { count?: number } }[];
    };
    const dropped = facts.filter(({ kind }) => kind === 'history');
    expect(dropped.map(({ detail }) => detail.count)).toEqual([2]);
    expect(new Set(facts.map(({ kind }) => kind))).toEqual(
      new Set(['history', 'history-media', 'error']),
    );
    expect(await asideRows(world.server.store.read, 10)).toEqual([]);
  });

  it('keeps what a message cost, and the hour of the last paid one on the widget', async () => {
    await world.deliver(bodies.statusBody('e1', 'sent', AT + 1000, { isPaid: true }));
    await world.deliver(bodies.echoBody(mei, 'e1', AT, 'paid'));
    const { read } = world.server.store;
    const row = await read.selectFrom('messages').select('pricing').executeTakeFirst();
    expect(JSON.parse(row?.pricing ?? '')).toMatchObject({ isBillable: true, type: 'regular' });
    const [widget] = (await snapshot()).widgets;
    expect(await json(`/api/widgets/${widget?.id}/facts`)).toMatchObject({
      facts: [{ kind: 'paid', at: Math.floor((AT + 1000) / HOUR) * HOUR }],
    });
  });

  it('keeps the dashboard’s samples and other products’ bodies out of the inbox', async () => {
    const sample = bodies.textBody(mei, 'm1', AT, 'test');
    await world.deliver({ ...sample, entry: [{ ...sample.entry[0], id: '0' }] });
    await world.deliver({ ...sample, object: 'instagram' });
    expect((await snapshot()).messages).toEqual([]);
    const { items } = (await json('/api/aside')) as { items: { reason: string }[] };
    expect(items.map(({ reason }) => reason).sort()).toEqual(['object', 'sample']);
  });

  it('gives a message without a usable time the time of its arrival', async () => {
    const times = [undefined, '-5', 'soon', 1_790_000_000, '1790000000000', '9999999999'];
    for (const [index, timestamp] of times.entries())
      await world.deliver(
        bodies.partBody(mei, `m${index}`, AT, { ...bodies.textPart(`${index}`), timestamp }),
      );
    const { messages } = await snapshot();
    const at = new Map(messages.map((row) => [(row.content as { text: string }).text, row.at]));
    expect(['0', '1', '2', '5'].map((text) => at.get(text))).toEqual(Array(4).fill(AT + HOUR));
    expect(['3', '4'].map((text) => at.get(text))).toEqual([AT, AT]);
  });

  it('reads again what was put aside, and does nothing twice', async () => {
    await world.deliver(bodies.envelope('messages', { messages: [{ id: 'm1', type: 'text' }] }));
    await world.deliver('not { json');
    const list = async () =>
      (await json('/api/aside')) as {
        count: number;
        items: { id: string; reason: string; tries: number }[];
      };
    const { items } = await list();
    expect(items.map(({ reason }) => reason).sort()).toEqual(['nobody', 'not-json']);
    // A later version can read it: its body now says who wrote.
    const { store } = world.server;
    const good = JSON.stringify(bodies.textBody(mei, 'm1', AT, 'at last'));
    await store.write((tx) =>
      tx.db
        .updateTable('aside')
        .set({ body: Buffer.from(good) })
        .where('reason', '=', 'nobody')
        .execute(),
    );
    const retry = () =>
      world.owner.command({ id: crypto.randomUUID(), type: 'retry-aside', asideId: null });
    expect((await retry()).status).toBe(200);
    expect(await contents()).toEqual([{ type: 'text', text: 'at last' }]);
    expect(await list()).toMatchObject({ count: 1, items: [{ reason: 'not-json', tries: 1 }] });
    await retry();
    expect((await snapshot()).messages).toHaveLength(1);
    const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Bo');
    expect((await agent.ask('/api/aside')).status).toBe(403);
    const asked = { id: crypto.randomUUID(), type: 'retry-aside', asideId: null };
    expect((await agent.command(asked)).status).toBe(403);
  });

  it('tells an unlinked number with Meta’s reason, and sends nothing from it', async () => {
    await say('m1', bodies.textPart('hi'));
    const [conversation] = (await snapshot()).conversations;
    world.meta.number = { status: 404, body: { error: { code: 100 } } };
    await world.deliver(
      bodies.accountBody('PARTNER_REMOVED', AT + 1000, {
        phone_number: '85255550100',
        disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' },
      }),
    );
    expect((await snapshot()).widgets).toMatchObject([
      { draftReason: 'unlinked', draftDetail: 'PRIMARY_INACTIVITY' },
    ]);
    const reply = {
      id: crypto.randomUUID(),
      type: 'reply',
      conversationId: conversation?.id,
      text: 'x',
    };
    expect((await world.owner.command(reply)).body.error?.code).toBe('widget-draft');
    await say('m2', bodies.textPart('still there?'), AT + 2000);
    expect((await snapshot()).messages).toHaveLength(2);
  });

  it('asks the number when its phone was removed under the portfolio’s id, and shows it there', async () => {
    await say('m1', bodies.textPart('hi'));
    world.meta.number = { status: 404, body: { error: { code: 100 } } };
    const body = bodies.accountBody('PARTNER_REMOVED', AT + 1000, {
      phone_number: '85255550100',
      disconnection_info: { reason: 'CHANGE_NUMBER' },
    });
    const removed = { ...body, entry: body.entry.map((entry) => ({ ...entry, id: '2729' })) };
    await world.deliver(removed);
    const widget = async () => (await snapshot()).widgets[0];
    await until(widget, (one) => one?.draftReason === 'unlinked');
    expect(await widget()).toMatchObject({ draftDetail: 'CHANGE_NUMBER' });
    const { notices } = (await (await world.owner.ask('/api/aside')).json()) as {
      notices: unknown[];
    };
    expect(notices).toEqual([]);
    // By itself it is no reason: what the number answers counts.
    world.meta.number = { status: 200, body: { status: 'CONNECTED', platform_type: 'CLOUD_API' } };
    await world.deliver(bodies.accountBody('ACCOUNT_RECONNECTED', AT + 3000));
    await until(widget, (one) => one?.draftReason === null);
  });

  it('asks the number how it is after offboarded and reconnected, whatever their order', async () => {
    await say('m1', bodies.textPart('hi'));
    const reason = async () => (await snapshot()).widgets[0]?.draftReason;
    world.meta.number = {
      status: 200,
      body: { status: 'DISCONNECTED', platform_type: 'CLOUD_API' },
    };
    await world.deliver(bodies.accountBody('ACCOUNT_RECONNECTED', AT + 1000));
    await until(reason, (one) => one === 'suspended');
    world.meta.number = { status: 200, body: { status: 'CONNECTED', platform_type: 'CLOUD_API' } };
    await world.deliver(bodies.accountBody('ACCOUNT_OFFBOARDED', AT + 2 * HOUR));
    await until(reason, (one) => one === null);
    // Meta has stamped the second a second before the first, and delivered it after.
    world.meta.number = {
      status: 200,
      body: { status: 'DISCONNECTED', platform_type: 'CLOUD_API' },
    };
    await world.deliver(bodies.accountBody('ACCOUNT_OFFBOARDED', AT + HOUR + 5000));
    await until(reason, (one) => one === 'suspended');
    world.meta.number = { status: 200, body: { status: 'CONNECTED', platform_type: 'CLOUD_API' } };
    await world.deliver(bodies.accountBody('ACCOUNT_RECONNECTED', AT + HOUR + 4000));
    await until(reason, (one) => one === null);
  });
});
