/** What Meta writes in more than one way, or has been seen to write: read as what was meant. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const AT = 1_790_000_000_000;
const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.100' };

describe.each(databases)('another spelling, on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { clock: () => AT + 60_000 });
  });
  afterEach(() => world.close());

  const rows = (table: 'messages' | 'aside' | 'earlyStatuses' | 'facts') =>
    world.server.store.read.selectFrom(table).selectAll().execute();
  const value = (id: string, more: object = {}) => {
    const said = bodies.messageValue(mei, id, AT, bodies.textPart(id));
    return { ...said, ...more };
  };
  /** The only message with other values than Meta's own. */
  const odd = (id: string, more: object) => {
    const said = value(id);
    return { ...said, messages: said.messages.map((message) => ({ ...message, ...more })) };
  };

  it.each([
    ['errors', value('n', { errors: null })],
    ['an id', odd('n', { from_user_id: null })],
    ['a group', odd('n', { group_id: null, context: null })],
    ['a profile', value('n', { contacts: [{ profile: null, wa_id: mei.phone }] })],
  ])('%s that are said to be nothing aren’t there', async (_what, given) => {
    expect(await world.deliver(bodies.envelope('messages', given))).toBe(200);
    expect(await rows('messages')).toHaveLength(1);
    expect(await rows('aside')).toEqual([]);
  });

  it('a profile names whoever has its number, however that is written', async () => {
    const contacts = [{ profile: { name: 'Mei' }, wa_id: '+852 9123-4567', user_id: 'HK.100' }];
    const given = odd('p', { from_user_id: undefined });
    await world.deliver(bodies.envelope('messages', { ...given, contacts }));
    await world.deliver(bodies.textBody({ bsuid: 'HK.100' }, 'p2', AT + 1000, 'again'));
    const { contacts: shown, conversations } = await world.owner.snapshot();
    expect(shown).toMatchObject([{ name: 'Mei' }]);
    expect(conversations).toHaveLength(1);
  });

  it('a body with a byte order mark is the body', async () => {
    await world.deliver(`\ufeff${JSON.stringify(bodies.textBody(mei, 'b', AT, 'hello'))}`);
    expect(await rows('messages')).toHaveLength(1);
  });

  it('one thing without its list is a list of one, and rubbish there costs no neighbour', async () => {
    const said = value('alone');
    await world.deliver(bodies.envelope('messages', { ...said, messages: said.messages[0] }));
    const statuses = bodies.statusValue('early', 'read', AT).statuses;
    await world.deliver(bodies.envelope('messages', { messages: {}, statuses }));
    expect(await rows('messages')).toHaveLength(1);
    expect(await rows('earlyStatuses')).toHaveLength(1);
    expect(await rows('aside')).toMatchObject([{ reason: 'part' }]);
  });

  it.each([
    ['to a group', 'sent', { recipient_type: 'group' }, 'group'],
    ['of a word from the future', 'teleported', {}, 'status-word'],
  ])('a status %s is put aside, and tells that it was paid', async (_what, word, more, reason) => {
    const paid = bodies.statusValue('g', word, AT, { isPaid: true });
    const statuses = paid.statuses.map((status) => ({ ...status, ...more }));
    await world.deliver(bodies.envelope('messages', { statuses }));
    expect(await rows('aside')).toMatchObject([{ reason }]);
    expect(await rows('facts')).toMatchObject([{ kind: 'paid', number: bodies.NUMBER_ID }]);
  });

  it('somebody who is only answered is called what the status calls them', async () => {
    await world.deliver(bodies.echoBody({ phone: mei.phone }, 'e', AT, 'hello'));
    const [status] = bodies.statusValue('e', 'read', AT + 1000).statuses;
    const contacts = [{ profile: { name: 'Mei' }, wa_id: mei.phone, user_id: 'HK.100' }];
    const statuses = [{ ...status, recipient_user_id: 'HK.100' }];
    await world.deliver(bodies.envelope('messages', { contacts, statuses }));
    expect((await world.owner.snapshot()).contacts).toMatchObject([{ name: 'Mei' }]);
  });

  it('a value without its phone is about its number, which is called by it once it comes', async () => {
    const metadata = { phone_number_id: bodies.NUMBER_ID };
    await world.deliver(bodies.envelope('messages', { ...value('w'), metadata }));
    const widgets = async () => (await world.owner.snapshot()).widgets;
    expect(await widgets()).toMatchObject([{ name: bodies.NUMBER_ID, phone: '' }]);
    await world.deliver(bodies.envelope('messages', value('w2')));
    expect(await widgets()).toMatchObject([{ name: '+85255550100', phone: '+85255550100' }]);
    expect(await rows('messages')).toHaveLength(2);
    expect(await rows('aside')).toEqual([]);
  });

  it('what has no place beside a message is put aside, part by part', async () => {
    const inner = bodies.messageValue(mei, 'inner', AT, bodies.textPart('inner'));
    await world.deliver(
      bodies.envelope('messages', {
        ...value('outer'),
        standby: inner,
        contacts: ['junk', { profile: { name: 'Mei' }, wa_id: mei.phone, user_id: 'HK.100' }],
        errors: ['something'],
        user_actions: [{ tapped: true }, { tapped: false }],
      }),
    );
    const reasons = (await rows('aside')).map(({ reason }) => reason).sort();
    expect(reasons).toEqual(['part', 'part', 'unknown-field', 'unknown-field']);
    expect(await rows('facts')).toEqual([]);
    expect((await world.owner.snapshot()).messages).toMatchObject([
      { content: { text: 'outer' } },
      { content: { text: 'inner' }, isHeld: true },
    ]);
  });

  it.each([
    ['null', { billable: null, type: 'regular' }],
    ['a text', { billable: 'true', type: 5 }],
  ])('a price whose first word is %s was paid', async (_what, pricing) => {
    const [status] = bodies.statusValue('p', 'sent', AT).statuses;
    await world.deliver(bodies.envelope('messages', { statuses: [{ ...status, pricing }] }));
    expect(await rows('facts')).toMatchObject([{ kind: 'paid' }]);
    expect(await rows('aside')).toEqual([]);
  });

  it('a lone error, entry or change is one of a list', async () => {
    await world.deliver(bodies.echoBody(mei, 'e', AT, 'hello'));
    const [status] = bodies.statusValue('e', 'failed', AT).statuses;
    const body = bodies.envelope('messages', {
      statuses: [{ ...status, errors: { code: '131047' } }],
    });
    const [entry] = body.entry;
    await world.deliver({ ...body, entry: { ...entry, changes: entry?.changes[0] } });
    expect(await rows('messages')).toMatchObject([{ delivery: 'failed', failure: '131047' }]);
  });

  it('alerts of different kinds stand side by side', async () => {
    const alert = (alert_type: string) =>
      bodies.envelope('account_alerts', { entity_id: '1', alert_info: { alert_type } });
    for (const one of ['PROFILE', 'LIMIT', 'LIMIT']) await world.deliver(alert(one));
    expect((await rows('facts')).map(({ subject }) => subject).sort()).toEqual([
      'LIMIT 1',
      'PROFILE 1',
    ]);
  });

  it('an account may be a number', async () => {
    const body = bodies.textBody(mei, 'a', AT, 'hello');
    const entry = body.entry.map((one) => ({ ...one, id: Number(bodies.ACCOUNT_ID) }));
    await world.deliver({ ...body, entry });
    expect(await rows('messages')).toHaveLength(1);
  });

  it('a call by a customer is one, in small letters too', async () => {
    const { calls, ...rest } = bodies.callValue(mei, 'c', AT, 'connect');
    const small = calls.map((call) => ({ ...call, direction: 'user_initiated' }));
    await world.deliver(bodies.envelope('calls', { ...rest, calls: small }));
    expect(await rows('messages')).toMatchObject([{ origin: 'customer' }]);
  });

  it('a time before WhatsApp is none: what came is as old as its coming', async () => {
    for (const timestamp of ['1', '179581819000'])
      await world.deliver(bodies.envelope('messages', odd(`t${timestamp}`, { timestamp })));
    expect((await rows('messages')).map((row) => (row as { at: number }).at)).toEqual([
      AT + 60_000,
      AT + 60_000,
    ]);
  });

  it('a text that came from an ad keeps all that Meta tells of it', async () => {
    const referral = {
      source_url: 'https://shop.example/ad',
      ctwa_clid: 'click',
      source_id: 'ad 1',
    };
    await world.deliver(bodies.envelope('messages', odd('r', { referral })));
    await world.deliver(bodies.textBody(mei, 'plain', AT + 1000, 'plain'));
    const [ad, plain] = (await rows('messages')) as { raw: string | null }[];
    expect(ad?.raw).toContain('click');
    expect(plain?.raw).toBeNull();
  });

  it('of two stamps of one message the earlier counts, whichever comes first', async () => {
    const held = { standby: bodies.messageValue(mei, 's', AT + 2000, bodies.textPart('held')) };
    const both = [bodies.textBody(mei, 's', AT, 'held'), bodies.envelope('standby', held)];
    for (const body of both.reverse()) await world.deliver(body);
    const { sessions, messages, conversations } = await world.owner.snapshot();
    expect(messages).toMatchObject([{ at: AT }]);
    expect(conversations).toMatchObject([{ lastCustomerAt: AT, session: { openedAt: AT } }]);
    expect(sessions).toHaveLength(1);
  });

  it.each([0, 1])(
    'a message that was paid for is so, whichever status comes first (%i)',
    async (first) => {
      const status = (delivery: string, pricing: object, at: number) => {
        const { statuses } = bodies.statusValue('e', delivery, at);
        return bodies.envelope('messages', {
          statuses: statuses.map((one) => ({ ...one, pricing })),
        });
      };
      await world.deliver(bodies.echoBody(mei, 'e', AT, 'hello'));
      const both = [
        status('sent', { billable: false, type: 'free_customer_service', category: 'service' }, AT),
        status('delivered', { billable: true, type: 'regular', category: 'utility' }, AT + 1000),
      ];
      for (const body of first ? both.reverse() : both) await world.deliver(body);
      const [row] = (await rows('messages')) as { pricing: string }[];
      expect(JSON.parse(row?.pricing ?? '')).toMatchObject({
        isBillable: true,
        category: 'utility',
      });
    },
  );

  it('two errors of a number stay two, and coming again they change nothing', async () => {
    const errors = [130429, 131045].map((code) => ({ code, title: `error ${code}` }));
    const body = bodies.envelope('messages', { ...value('x'), errors });
    await world.deliver(body);
    const once = await rows('facts');
    expect(once).toHaveLength(2);
    await world.deliver(body);
    expect(await rows('facts')).toEqual(once);
  });

  it('a refusal tells why, though its code is a text', async () => {
    const { statuses } = bodies.statusValue('f', 'failed', AT);
    const told = statuses.map((one) => ({ ...one, errors: [{ code: '131047' }] }));
    await world.deliver(bodies.envelope('messages', { statuses: told }));
    expect(await rows('earlyStatuses')).toMatchObject([{ failure: '131047' }]);
  });

  it.each([0, 1])('a file takes the place of what stood in for it (%i)', async (first) => {
    const image = { type: 'image', image: { id: '1', mime_type: 'image/jpeg' } };
    const both = [
      bodies.partBody(mei, 'i', AT, { type: 'media_placeholder', media_placeholder: {} }),
      bodies.partBody(mei, 'i', AT, image),
    ];
    for (const body of first ? both.reverse() : both) await world.deliver(body);
    const { messages } = await world.owner.snapshot();
    expect(messages).toMatchObject([{ content: { type: 'media', kind: 'image' } }]);
  });

  it('an echo among the customers’ messages is an echo: nobody writes to themselves', async () => {
    const echo = odd('o', { from: '85255550100', from_user_id: undefined, to: mei.phone });
    await world.deliver(bodies.envelope('smb_message_echoes', { ...echo, contacts: [] }));
    const { conversations, contacts, messages } = await world.owner.snapshot();
    expect(messages).toMatchObject([{ origin: 'phone' }]);
    expect(contacts).toMatchObject([{ phone: `+${mei.phone}` }]);
    expect(conversations).toMatchObject([{ session: null, windowEndsAt: null }]);
  });

  it.each(['reaction', 'edit', 'revoke'])(
    'a %s of nothing opens no session, and is kept aside',
    async (type) => {
      await world.deliver(bodies.partBody(mei, 'x', AT, { type, [type]: {} }));
      expect(await rows('messages')).toEqual([]);
      expect(await rows('aside')).toMatchObject([{ reason: 'part' }]);
    },
  );

  it('the address book’s entry without a name takes nobody’s name away', async () => {
    await world.deliver(bodies.textBody({ phone: mei.phone }, 'n', AT, 'hi'));
    const sync = (name: string | null, at: number, contact: object) => {
      const { state_sync } = bodies.syncValue({ phone: mei.phone }, name, at);
      const told = state_sync.map((one) => ({
        ...one,
        action: 'add',
        contact: { ...one.contact, ...contact },
      }));
      return bodies.envelope('smb_app_state_sync', { state_sync: told });
    };
    await world.deliver(sync('Mei from the market', AT, {}));
    await world.deliver(sync(null, AT + 1000, { full_name: undefined, username: '@mei' }));
    const { contacts } = await world.owner.snapshot();
    expect(contacts).toMatchObject([{ name: 'Mei from the market' }]);
  });
});
