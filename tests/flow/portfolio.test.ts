/** One business with several accounts: its customers are the same people in all of them. */
import { newId } from '@deskside/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID, makeAccount, makeNumber, NUMBER, scopes } from '../fakes/graph.ts';
import { SECRET } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const OWN = 'the-account-own-token';
const bare = { META_ACCESS_TOKEN: '', META_APP_SECRET: '', META_VERIFY_TOKEN: '' };

describe.each(databases)('a portfolio on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { env: bare, graphPatienceMs: 300 });
  });
  afterEach(() => world.close());

  const post = (path: string, body: object) =>
    world.owner.ask(path, { method: 'POST', body: JSON.stringify(body) });
  const enter = (name: string, value: string) => post('/api/secrets', { name, value });
  const add = (token: string | null = OWN, numberId = NUMBER, accountId = ACCOUNT) =>
    post('/api/widgets', { accountId, numberId, token });
  const account = () => {
    const found = world.meta.state.accounts.get(ACCOUNT);
    if (!found) throw new Error('no account');
    return found;
  };

  it('whom an agent has merged before stays one, when the portfolio says the same', async () => {
    await enter('app-secret', SECRET);
    const [there, number] = ['202290129340399', '206540352242923'];
    const second = makeAccount(there, 'Chan Lamps', [makeNumber(number, '+852 5555 0199')]);
    second.owner_business_info = account().owner_business_info;
    world.meta.state.accounts.set(there, second);
    const accounts = [ACCOUNT, there];
    world.meta.state.tokens.set(OWN, { isValid: true, appId: APP_ID, scopes, accounts });
    const at = Date.now() - 60_000;
    await world.deliver(bodies.textBody(mei, 'm1', at, 'm1'));
    const body = JSON.stringify(bodies.textBody(mei, 'm2', at + 1000, 'm2'));
    await world.deliver(
      JSON.parse(body.replaceAll(bodies.ACCOUNT_ID, there).replaceAll(bodies.NUMBER_ID, number)),
    );
    const { contacts: two } = await world.owner.snapshot();
    const contactIds = two.map(({ id }) => id);
    await world.owner.command({ id: newId(), type: 'merge', contactIds });
    expect((await world.owner.snapshot()).contacts).toHaveLength(1);
    // In either order: whoever is kept, the other's emptied conversation is in nobody's way.
    expect((await add(OWN, number, there)).status).toBe(200);
    expect((await add()).status).toBe(200);
    const { contacts, conversations } = await world.owner.snapshot();
    expect(contacts).toHaveLength(1);
    expect(conversations.map(({ lastMessage }) => lastMessage?.content).reverse()).toEqual([
      { type: 'text', text: 'm1' },
      { type: 'text', text: 'm2' },
    ]);
    expect(conversations.map(({ contactId }) => contactId)).toEqual([
      contacts[0]?.id,
      contacts[0]?.id,
    ]);
  });

  it('customers are one person over all accounts of a portfolio, as soon as it is known', async () => {
    await enter('app-secret', SECRET);
    const [there, number] = ['202290129340399', '206540352242923'];
    const third = '302290129340399';
    const at = Date.now() - 60_000;
    const second = makeAccount(there, 'Chan Lamps', [makeNumber(number, '+852 5555 0199')]);
    const elsewhere = makeAccount(third, 'Another', [makeNumber(third, '+852 5555 0177')]);
    for (const one of [second, elsewhere]) world.meta.state.accounts.set(one.id, one);
    second.owner_business_info = account().owner_business_info;
    const accounts = [ACCOUNT, there, third];
    world.meta.state.tokens.set(OWN, { isValid: true, appId: APP_ID, scopes, accounts });
    const say = (id: string, accountId: string, numberId: string, who: bodies.Someone = mei) => {
      const body = bodies.envelope(
        'messages',
        bodies.messageValue(who, id, at, bodies.textPart(id)),
      );
      const named = JSON.stringify(body)
        .replaceAll(bodies.ACCOUNT_ID, accountId)
        .replaceAll(bodies.NUMBER_ID, numberId);
      return world.deliver(JSON.parse(named));
    };
    await say('m1', ACCOUNT, NUMBER);
    await say('m2', there, number);
    await say('m3', third, third);
    // Somebody of whom the second account only knows the phone.
    await say('m4', ACCOUNT, NUMBER, { name: 'Tai Man', phone: '85290000001', bsuid: 'HK.200' });
    await say('m5', there, number, { name: 'By phone', phone: '85290000001' });
    const before = await world.owner.snapshot();
    expect(before.contacts).toHaveLength(5);

    await add();
    expect((await add(OWN, number, there)).status).toBe(200);
    await add(OWN, third, third);
    const { contacts, conversations } = await world.owner.snapshot();
    expect(contacts.map(({ name }) => name).sort()).toEqual(['Mei Chan', 'Mei Chan', 'Tai Man']);
    // Each conversation is the one that it was, where its customer has only one name for us.
    expect(conversations).toHaveLength(5);
    const ours = conversations.filter(({ id }) =>
      before.conversations.some((one) => one.id === id),
    );
    expect(ours.map(({ lastMessage }) => lastMessage?.content)).toEqual(
      expect.arrayContaining(['m1', 'm2', 'm3', 'm4'].map((text) => ({ type: 'text', text }))),
    );
    const { events } = await world.owner.changes(before.seq);
    const gone = JSON.stringify(events).match(/"table":"contact"/g);
    expect(gone).toHaveLength(2);

    // What comes from now on finds them at once.
    await say('m6', there, number, { name: 'Tai Man', bsuid: 'HK.200' });
    await say('m7', there, number);
    expect((await world.owner.snapshot()).contacts).toHaveLength(3);
  });
});
