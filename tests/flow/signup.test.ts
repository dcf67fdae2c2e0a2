/** Embedded Signup on the server's side: tickets, the code traded, the number found and subscribed. What
 * the page itself does is tried in real browsers, in tests/e2e. */
import { newId } from '@deskside/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID, makeNumber, NUMBER, scopes } from '../fakes/graph.ts';
import { databases, makeWorld, pairDevice, postJson, type World } from '../make.ts';

const BUSINESS = 'business-own-token';
const env = { META_APP_ID: APP_ID, META_SIGNUP_CONFIG_ID: 'config-1', META_ACCESS_TOKEN: '' };
const MINUTE = 60_000;

describe.each(databases)('embedded signup on %s', (kind) => {
  let world: World;
  let now = 1_790_000_000_000;
  beforeEach(async () => {
    now = 1_790_000_000_000;
    world = await makeWorld(kind, { env, clock: () => now, graphPatienceMs: 300 });
    const { state } = world.meta;
    state.tokens.set(BUSINESS, { isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] });
    state.codes.set('code-1', BUSINESS);
    account().numbers = [makeNumber(NUMBER, '+852 5555 0100', { is_on_biz_app: true })];
  });
  afterEach(() => world.close());

  const account = () => {
    const found = world.meta.state.accounts.get(ACCOUNT);
    if (!found) throw new Error('no account');
    return found;
  };
  const open = async (by = world.owner) => {
    const answer = await by.ask('/api/signups', { method: 'POST' });
    const body = (await answer.json()) as {
      link: string;
      expiresAt: number;
      error?: { code: string; detail?: object };
    };
    return { status: answer.status, body, ticket: body.link?.split('#')[1] ?? '' };
  };
  const settings = async (ticket: string) => {
    const answer = await postJson(`${world.server.url}/signup/settings`, { ticket });
    return (await answer.json()) as { appId?: string; error?: { code: string } };
  };
  const finish = async (ticket: string, code = 'code-1', accountId: string | null = ACCOUNT) => {
    const answer = await postJson(`${world.server.url}/signup`, { ticket, code, accountId });
    return (await answer.json()) as { name?: string; phone?: string; error?: { code: string } };
  };
  const widgets = async () => (await world.owner.snapshot()).widgets;

  it('links the number: token kept, subscribed with its fields, names asked for, nothing registered', async () => {
    const { ticket, body } = await open();
    expect(body.link).toBe(`${world.server.url}/signup#${ticket}`);
    expect(await settings(ticket)).toEqual({
      appId: APP_ID,
      configId: 'config-1',
      version: 'v25.0',
    });
    expect(await finish(ticket)).toEqual({ name: 'Chan Repairs', phone: '+85255550100' });
    expect(await widgets()).toMatchObject([
      { draftReason: 'new', way: 'signup', isOnPhone: true, name: 'Chan Repairs' },
    ]);
    const { calls, webhooks, synced } = world.meta.state;
    expect([...account().apps.keys()]).toEqual([APP_ID]);
    expect(webhooks.get(APP_ID)).toMatchObject({ address: world.webhook, word: 'verify-me' });
    expect(webhooks.get(APP_ID)?.fields).toEqual(
      expect.arrayContaining(['messages', 'smb_app_state_sync', 'history', 'account_update']),
    );
    expect([...synced]).toEqual([NUMBER]);
    const posts = calls.filter((call) => call.startsWith('POST'));
    expect(posts).toEqual([
      'POST /oauth/access_token',
      `POST /${ACCOUNT}/subscribed_apps`,
      `POST /${APP_ID}/subscriptions`,
      `POST /${NUMBER}/smb_app_data`,
    ]);
    const proofs = (await world.owner.snapshot()).proofs.map(({ check, word }) => [check, word]);
    expect(proofs).toEqual(
      expect.arrayContaining([
        ['fields', 'all-fields'],
        ['challenge', 'seen'],
        ['contacts-synced', 'synced'],
      ]),
    );
  });

  it('finds the account by the token when Facebook’s message with it never came', async () => {
    const { ticket } = await open();
    expect(await finish(ticket, 'code-1', null)).toMatchObject({ phone: '+85255550100' });
    expect(await widgets()).toHaveLength(1);
  });

  it('of several numbers takes the one on the phone that isn’t a widget yet', async () => {
    await finish((await open()).ticket);
    const { id: widgetId } = (await widgets())[0] ?? {};
    await world.owner.command({ id: newId(), type: 'enable-widget', widgetId });
    account().numbers.unshift(makeNumber('cloud', '+852 5555 0101'));
    account().numbers.push(makeNumber('second', '+852 5555 0102', { is_on_biz_app: true }));
    world.meta.state.codes.set('code-2', BUSINESS);
    expect(await finish((await open()).ticket, 'code-2')).toMatchObject({ phone: '+85255550102' });
  });

  it('links no number by guess, while Meta doesn’t say yet which is on the phone', async () => {
    account().numbers = ['one', 'two'].map((id, n) => makeNumber(id, `+852 5555 020${n}`));
    expect((await finish((await open()).ticket)).error?.code).toBe('number-gone');
    account().numbers.pop();
    world.meta.state.codes.set('code-2', BUSINESS);
    expect(await finish((await open()).ticket, 'code-2')).toMatchObject({ phone: '+85255550200' });
  });

  it('leaves an app alone that delivers to somebody else’s address', async () => {
    const hook = { address: 'https://other.example.com/hook', word: 'w', fields: ['messages'] };
    world.meta.state.webhooks.set(APP_ID, hook);
    await finish((await open()).ticket);
    expect(world.meta.state.webhooks.get(APP_ID)).toEqual(hook);
    expect((await world.owner.snapshot()).proofs).toContainEqual(
      expect.objectContaining({ check: 'fields', isOk: false, word: 'other-address' }),
    );
  });

  it('a ticket is good for one signup, for half an hour, and nothing else', async () => {
    const { ticket } = await open();
    const both = await Promise.all([finish(ticket), finish(ticket)]);
    expect(both.filter(({ error }) => error?.code === 'signup-expired')).toHaveLength(1);
    expect((await settings(ticket)).error?.code).toBe('signup-expired');
    const late = await open();
    now += 31 * MINUTE;
    expect((await settings(late.ticket)).error?.code).toBe('signup-expired');
    expect((await finish(late.ticket)).error?.code).toBe('signup-expired');
    expect((await finish('x'.repeat(43))).error?.code).toBe('signup-expired');
    const stolen = await fetch(`${world.server.url}/api/snapshot`, {
      headers: { authorization: `Bearer ${late.ticket}` },
    });
    expect(stolen.status).toBe(401);
  });

  it.each([
    ['a code that is used up', () => world.meta.state.codes.clear(), 'meta-refused'],
    [
      'an account without numbers',
      () => {
        account().numbers = [];
      },
      'no-numbers',
    ],
    [
      'a permission that was not given',
      () =>
        world.meta.state.tokens.set(BUSINESS, {
          isValid: true,
          appId: APP_ID,
          scopes: scopes.slice(0, 1),
          accounts: [ACCOUNT],
        }),
      'permission-missing',
    ],
    [
      'Meta not answering',
      () => {
        world.meta.state.silent = /access_token/;
      },
      'meta-silent',
    ],
  ])('after %s nothing is kept, and the same page may try again', async (_title, spoil, code) => {
    const { ticket } = await open();
    spoil();
    expect((await finish(ticket)).error?.code).toBe(code);
    expect(await widgets()).toEqual([]);
    expect((await settings(ticket)).appId).toBe(APP_ID);
  });

  it('says which of Meta’s settings are missing, and is for admins', async () => {
    const bare = await makeWorld(kind, { env: { META_APP_SECRET: '' } });
    const { status, body } = await open(bare.owner);
    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      code: 'settings-missing',
      detail: { missing: 'app-id, app-secret, signup-config-id' },
    });
    await bare.close();
    const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Bo');
    expect((await open(agent)).status).toBe(403);
  });

  it('lets Facebook’s SDK in on its own page, and on no other', async () => {
    const policyOf = async (path: string) =>
      (await fetch(world.server.url + path)).headers.get('content-security-policy') ?? '';
    expect(await policyOf('/signup')).toMatch(
      /script-src 'self' https:\/\/connect\.facebook\.net;/,
    );
    expect(await policyOf('/signup')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    for (const path of ['/', '/pair']) expect(await policyOf(path)).not.toContain('facebook');
  });
});
