/** Secrets, accounts and new widgets, against a Meta that knows them, and one that says no. */
import { createLog } from '@deskside/backend/log';
import { startServer } from '@deskside/backend/server';
import type { LookReply, SetupReply } from '@deskside/shared/api-setup';
import { newId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import type { Proof } from '@deskside/shared/proofs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  APP_ID,
  makeAccount,
  makeNumber,
  NUMBER,
  OTHER_APP,
  scopes,
  TOKEN,
} from '../fakes/graph.ts';
import { SECRET } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { type Device, databases, makeConfig, makeWorld, pairDevice, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const OWN = 'the-account-own-token';
/** Without what the environment would bring. */
const bare = { META_ACCESS_TOKEN: '', META_APP_SECRET: '', META_VERIFY_TOKEN: '' };

interface Refused {
  error: { code: string; detail?: Record<string, string> };
}

describe.each(databases)('setting up on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { env: bare, graphPatienceMs: 300 });
    world.meta.state.tokens.set(OWN, { isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] });
  });
  afterEach(() => world.close());

  const post = async <T>(path: string, body: object, by: Device = world.owner) => {
    const answer = await by.ask(path, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const setup = async (by = world.owner) =>
    (await (await by.ask('/api/setup')).json()) as SetupReply;
  const enter = (name: string, value: string | null) => post('/api/secrets', { name, value });
  const look = (token: string | null = OWN, accountId = ACCOUNT) =>
    post<LookReply & Refused>('/api/accounts/look', { accountId, token });
  const add = (token: string | null = OWN, numberId = NUMBER, accountId = ACCOUNT) =>
    post<{ widget: Widget } & Refused>('/api/widgets', { accountId, numberId, token });
  const command = (type: string, widgetId: string) =>
    world.owner.command({ id: newId(), type, widgetId });
  const proof = async (check: string): Promise<Proof | undefined> =>
    (await world.owner.snapshot()).proofs.find((one) => one.check === check);
  const account = () => {
    const found = world.meta.state.accounts.get(ACCOUNT);
    if (!found) throw new Error('no account');
    return found;
  };
  const calls = () => world.meta.state.calls;
  const number = () => {
    const [first] = account().numbers;
    if (!first) throw new Error('no number');
    return first;
  };

  it('keeps secrets sealed: they work at once, and nobody sees them again', async () => {
    const challenge = `${world.webhook}?hub.mode=subscribe&hub.challenge=42&hub.verify_token=our-word`;
    expect((await fetch(challenge)).status).toBe(403);
    expect(await world.deliver(bodies.textBody(mei, 'm1', Date.now(), 'hi'))).toBe(401);
    await enter('verify-token', 'our-word');
    await enter('app-secret', SECRET);
    await enter('app-id', APP_ID);
    expect(await (await fetch(challenge)).text()).toBe('42');
    expect(await world.deliver(bodies.textBody(mei, 'm1', Date.now(), 'hi'))).toBe(200);
    const told = await setup();
    expect(told).toMatchObject({ appId: APP_ID, appName: 'Chan Inbox', canSignUp: false });
    expect(told.webhookUrl).toBe(world.webhook);
    expect(told.secrets.map(({ name, source }) => [name, source])).toEqual([
      ['app-id', 'entered'],
      ['app-secret', 'entered'],
      ['verify-token', 'entered'],
      ['access-token', null],
      ['signup-config-id', null],
    ]);
    expect(JSON.stringify([told, await world.owner.snapshot()])).not.toContain(SECRET);
    const rows = await world.server.store.read.selectFrom('secrets').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${SECRET}|our-word`));
    await enter('verify-token', null);
    expect((await fetch(challenge)).status).toBe(403);
  });

  it('an app secret is changed without losing a delivery: the old one and the new one count', async () => {
    const both = await startServer(makeConfig(':memory:', world.meta), createLog('silent'));
    const owner = await pairDevice(both.url);
    await post('/api/secrets', { name: 'app-secret', value: 'the-next-one' }, owner);
    const webhook = `${both.url}/webhooks/whatsapp`;
    const body = bodies.textBody(mei, 'm1', Date.now(), 'hi');
    expect(await world.meta.deliver(webhook, body, SECRET)).toBe(200);
    expect(await world.meta.deliver(webhook, body, 'the-next-one')).toBe(200);
    expect(await world.meta.deliver(webhook, body, 'neither')).toBe(401);
    await both.close();
  });

  it('lists an account’s numbers, and makes a draft of the one that is chosen', async () => {
    account().numbers.push(makeNumber('other', '+852 5555 0101', { quality_rating: 'RED' }));
    const { body } = await look();
    expect(body.account).toEqual({ accountId: ACCOUNT, name: 'Chan Repairs Ltd' });
    expect(body.numbers).toMatchObject([
      { numberId: NUMBER, phone: '+85255550100', name: 'Chan Repairs', widget: null },
      { numberId: 'other', quality: 'RED' },
    ]);
    // Looking changes nothing.
    expect(world.meta.state.calls.some((call) => !call.startsWith('GET'))).toBe(false);
    expect((await world.owner.snapshot()).widgets).toEqual([]);

    const added = await add();
    expect(added.body.widget).toMatchObject({
      name: 'Chan Repairs',
      publicName: 'Chan Repairs',
      phone: '+85255550100',
      draftReason: 'new',
      way: 'token',
      isOnPhone: false,
    });
    expect([...account().apps.keys()]).toEqual([APP_ID]);
    expect(await proof('contacts-synced')).toMatchObject({ isOk: true, word: 'not-on-phone' });
    expect((await setup()).accounts).toMatchObject([
      { accountId: ACCOUNT, name: 'Chan Repairs Ltd', way: 'token', hasToken: true },
    ]);
    expect((await look()).body.numbers[0]?.widget).toMatchObject({ id: added.body.widget.id });
  });

  it('waits as a draft, also over a restart, and sends with the account’s own token once enabled', async () => {
    await enter('app-secret', SECRET);
    const { widget } = (await add()).body;
    const env = { ...bare, META_ACCESS_TOKEN: 'general' };
    const config = makeConfig(world.database, world.meta, env);
    const second = await startServer(config, createLog('silent'));
    const row = await second.store.read.selectFrom('widgets').selectAll().executeTakeFirstOrThrow();
    expect(row.draftReason).toBe('new');
    await second.close();
    await world.deliver(bodies.textBody(mei, 'm1', Date.now() - 1000, 'hi'));
    await command('enable-widget', widget.id);
    const { conversations } = await world.owner.snapshot();
    expect(conversations).toMatchObject([{ widgetId: widget.id }]);
    const reply = { type: 'reply', conversationId: conversations[0]?.id, text: 'Good morning' };
    expect((await world.owner.command({ id: newId(), ...reply })).status).toBe(200);
    await expect
      .poll(() => world.meta.taken.map((one) => one.authorization))
      .toEqual([`Bearer ${OWN}`]);
  });

  it('asks for the address book of a number that is on the phone, once, and never for its history', async () => {
    number().is_on_biz_app = true;
    await add();
    // Asked for before the fields are subscribed, it would go nowhere.
    expect(await proof('contacts-synced')).toMatchObject({ isOk: false, word: 'not-synced' });
    expect(calls().filter((call) => call.endsWith('smb_app_data'))).toEqual([]);
    await enter('app-id', APP_ID);
    await enter('app-secret', SECRET);
    await enter('verify-token', 'our-word');
    await add();
    expect(await proof('contacts-synced')).toMatchObject({ isOk: true, word: 'synced' });
    await add();
    expect(calls().filter((call) => call.endsWith('smb_app_data'))).toHaveLength(1);
    expect(calls().filter((call) => /register|request_code/.test(call))).toEqual([]);
  });

  it('leaves an override alone: who is subscribed isn’t subscribed again', async () => {
    account().apps.set(APP_ID, 'https://elsewhere.example.com/hook');
    await add();
    expect(account().apps.get(APP_ID)).toBe('https://elsewhere.example.com/hook');
  });

  it('two admins who add the same number at once get the same widget', async () => {
    const [one, other] = await Promise.all([add(), add()]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(other.body.widget.id).toBe(one.body.widget.id);
    const { calls } = world.meta.state;
    expect(calls.filter((call) => call.startsWith('POST'))).toEqual([
      `POST /${ACCOUNT}/subscribed_apps`,
    ]);
  });

  it('takes over a number that only wrote, with what was said to it', async () => {
    await enter('app-secret', SECRET);
    await world.deliver(bodies.textBody(mei, 'm1', Date.now(), 'hi'));
    const [before] = (await world.owner.snapshot()).widgets;
    expect(before).toMatchObject({ draftReason: 'new', way: null });
    const { widget } = (await add()).body;
    expect(widget).toMatchObject({ id: before?.id, name: 'Chan Repairs', way: 'token' });
  });

  describe('when Meta says no', () => {
    const cases: [string, () => unknown, string, object?][] = [
      ['a wrong token', () => world.meta.state.tokens.delete(OWN), 'token-wrong'],
      [
        'an expired token',
        () => world.meta.state.tokens.set(OWN, { ...own(), isValid: false }),
        'token-wrong',
      ],
      [
        'a token of another business',
        () => world.meta.state.tokens.set(OWN, { ...own(), accounts: ['another'] }),
        'account-foreign',
        { accountId: ACCOUNT },
      ],
      [
        'a permission that is missing',
        () => world.meta.state.tokens.set(OWN, { ...own(), scopes: scopes.slice(0, 1) }),
        'permission-missing',
        { missing: 'whatsapp_business_messaging' },
      ],
      [
        'both permissions missing',
        () => world.meta.state.tokens.set(OWN, { ...own(), scopes: [] }),
        'permission-missing',
        { missing: scopes.join(', ') },
      ],
      [
        'a token of another app',
        async () => {
          await enter('app-id', APP_ID);
          world.meta.state.tokens.set(OWN, { ...own(), appId: OTHER_APP });
        },
        'app-foreign',
        { app: OTHER_APP },
      ],
      ['an account without numbers', () => account().numbers.pop(), 'no-numbers'],
      [
        'Meta not answering',
        () => {
          world.meta.state.silent = /phone_numbers/;
        },
        'meta-silent',
      ],
      [
        'too many requests',
        () => world.meta.state.refusals.push({ on: /phone_numbers/, code: 80007 }),
        'meta-busy',
        { code: '80007' },
      ],
      [
        'an account that is locked',
        () => world.meta.state.refusals.push({ on: /phone_numbers/, code: 131031 }),
        'meta-refused',
        { code: '131031' },
      ],
    ];
    const own = () => ({ isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] });

    it.each(cases)('%s is told, and nothing is kept', async (_title, spoil, code, detail) => {
      await spoil();
      for (const answer of [await look(), await add()]) {
        expect(answer.body.error?.code).toBe(code);
        if (detail) expect(answer.body.error.detail).toMatchObject(detail);
      }
      expect((await world.owner.snapshot()).widgets).toEqual([]);
      expect((await setup()).accounts).toEqual([]);
      expect(account().apps.size).toBe(0);
    });

    it('a number that was linked elsewhere in the meantime is told', async () => {
      await look();
      number().status = 'MIGRATED';
      const answer = await add();
      expect(answer).toMatchObject({ status: 422, body: { error: { code: 'number-gone' } } });
      account().numbers = [makeNumber('other', '+852 5555 0101')];
      expect((await add()).body.error.code).toBe('number-gone');
      expect((await world.owner.snapshot()).widgets).toEqual([]);
    });

    it('without any token it says what is missing', async () => {
      const answer = await look(null);
      expect(answer.body.error).toMatchObject({
        code: 'settings-missing',
        detail: { missing: 'access-token' },
      });
      await enter('access-token', TOKEN);
      expect((await look(null)).status).toBe(200);
    });

    it('refuses what is no id and no token before Meta is asked', async () => {
      for (const [accountId, token] of [
        ['1 2', OWN],
        ['../x', OWN],
        [ACCOUNT, 'two words'],
        [ACCOUNT, ''],
      ])
        expect((await look(token, accountId)).body.error.code).toBe('bad-request');
      expect(world.meta.state.calls).toEqual([]);
    });
  });

  it('is for admins', async () => {
    const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Bo');
    const body = { accountId: ACCOUNT, numberId: NUMBER, token: OWN };
    for (const path of [
      '/api/secrets',
      '/api/accounts/look',
      '/api/widgets',
      '/api/checks',
      '/api/fixes',
    ])
      expect((await post(path, body, agent)).status).toBe(403);
    expect((await agent.ask('/api/setup')).status).toBe(403);
  });

  it('a second account doesn’t use the first one’s token', async () => {
    await add();
    const mine = makeAccount('222', 'Second', [makeNumber('n2', '+852 5555 0222')]);
    world.meta.state.accounts.set('222', mine);
    const answer = await look(null, '222');
    expect(answer.body.error).toMatchObject({ code: 'settings-missing' });
  });
});
