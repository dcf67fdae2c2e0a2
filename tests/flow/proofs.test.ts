/** Machine checks, made true and false by what the fake Meta knows, and shared by the log. */
import type { DeliveryHour } from '@deskside/backend/store/delivery-hours';
import { newId } from '@deskside/shared/ids';
import { checkNames, type Proof } from '@deskside/shared/proofs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID, makeNumber, NUMBER, OTHER_APP, scopes, TOKEN } from '../fakes/graph.ts';
import { freePort, startHttps } from '../fakes/https.ts';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, until, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = 1_790_000_000_000;

describe.each(databases)('machine checks on %s', (kind) => {
  let world: World;
  let widgetId = '';
  let now = START;
  beforeEach(async () => {
    now = START;
    const env = { META_APP_ID: APP_ID };
    world = await makeWorld(kind, { env, clock: () => now, graphPatienceMs: 300 });
    widgetId = await add();
  });
  afterEach(() => world.close());

  const add = async () => {
    const body = { accountId: ACCOUNT, numberId: NUMBER, token: null };
    const answer = await post('/api/widgets', body);
    return ((await answer.json()) as { widget: { id: string } }).widget.id;
  };
  const post = (path: string, body: object) =>
    world.owner.ask(path, { method: 'POST', body: JSON.stringify(body) });
  const run = async (check: string, subject = '', path = '/api/checks') => {
    const answer = await post(path, { check, subject });
    return ((await answer.json()) as { proof: Proof }).proof;
  };
  const fix = (check: string, subject = '') => run(check, subject, '/api/fixes');
  const state = () => world.meta.state;
  const account = () => {
    const found = state().accounts.get(ACCOUNT);
    if (!found) throw new Error('no account');
    return found;
  };
  const setNumber = (more: object) => {
    account().numbers = [makeNumber(NUMBER, '+852 5555 0100', more)];
  };
  const command = (type: string) => world.owner.command({ id: newId(), type, widgetId });
  const shared = async (check: string) =>
    (await world.owner.snapshot()).proofs.find((one) => one.check === check);

  it('are kept, and told to everybody by the log', async () => {
    const { seq } = await world.owner.snapshot();
    const proof = await run('draft-here', widgetId);
    expect(proof).toEqual({
      id: `draft-here ${widgetId}`,
      check: 'draft-here',
      subject: widgetId,
      isOk: false,
      at: now,
      by: 'deskside',
      word: 'draft-otherwise',
      detail: { reason: 'new' },
    });
    expect((await world.owner.changes(seq)).events).toMatchObject([{ type: 'proof', row: proof }]);
    expect(await shared('draft-here')).toEqual(proof);
    await command('enable-widget');
    expect(await run('draft-here', widgetId)).toMatchObject({ isOk: false, word: 'enabled' });
    await command('pause-widget');
    expect(await run('draft-here', widgetId)).toMatchObject({ word: 'draft-otherwise' });
    await command('disconnect-widget');
    expect(await run('draft-here', widgetId)).toMatchObject({ isOk: true, word: 'draft' });
  });

  it('answer in words whatever they are asked, and know what isn’t there', async () => {
    for (const check of checkNames) {
      const proof = await run(check, check === 'number-known' ? '+85255550100' : widgetId);
      expect(proof.check).toBe(check);
    }
    expect((await post('/api/checks', { check: 'override', subject: newId() })).status).toBe(404);
    expect((await post('/api/checks', { check: 'number-known', subject: 'x' })).status).toBe(400);
    expect((await post('/api/checks', { check: 'luck', subject: '' })).status).toBe(400);
    expect((await post('/api/fixes', { check: 'draft-here', subject: widgetId })).status).toBe(400);
  });

  it('a public address is set, https, answering, and ours', async () => {
    expect(await run('public-address')).toMatchObject({ isOk: false, word: 'not-set' });
    const port = await freePort();
    const insecure = {
      DESKSIDE_PORT: String(port),
      DESKSIDE_PUBLIC_URL: `http://127.0.0.1:${port}`,
    };
    const plain = await makeWorld(kind, { env: insecure });
    const ask = async (from: World) => {
      const body = JSON.stringify({ check: 'public-address', subject: '' });
      const answer = await from.owner.ask('/api/checks', { method: 'POST', body });
      return ((await answer.json()) as { proof: Proof }).proof;
    };
    expect(await ask(plain)).toMatchObject({ isOk: false, word: 'not-https' });
    await plain.close();

    const proxy = await startHttps(port);
    const env = { DESKSIDE_PORT: String(port), DESKSIDE_PUBLIC_URL: proxy.url };
    const secure = await makeWorld(kind, { env });
    expect(await ask(secure)).toMatchObject({
      isOk: true,
      word: 'reachable',
      by: 'deskside',
      detail: { address: proxy.url },
    });
    // The name leads to something else, and then nowhere; we still ask the server by its own port.
    const here = { ...secure.owner };
    here.ask = (path, options) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        ...options,
        headers: {
          authorization: `Bearer ${secure.owner.token}`,
          'content-type': 'application/json',
        },
      });
    proxy.port = 1;
    expect(await ask({ ...secure, owner: here })).toMatchObject({ isOk: false, word: 'not-ours' });
    await proxy.close();
    expect(await ask({ ...secure, owner: here })).toMatchObject({
      isOk: false,
      word: 'not-reachable',
    });
    // Meta came through, by whatever way: that proves more than our own try.
    const query = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify-me';
    await fetch(`http://127.0.0.1:${port}/webhooks/whatsapp?${query}`);
    await until(async () => {
      const snapshot = (await (await here.ask('/api/snapshot')).json()) as { proofs: Proof[] };
      return snapshot.proofs.some(({ check, isOk }) => check === 'challenge' && isOk);
    });
    expect(await ask({ ...secure, owner: here })).toMatchObject({ isOk: true, by: 'meta' });
    await secure.close();
  });

  it('our own app is among the subscribed, and not just any', async () => {
    expect(await run('app-subscribed', widgetId)).toMatchObject({
      isOk: true,
      word: 'subscribed',
      detail: { app: 'Chan Inbox' },
    });
    account().apps.clear();
    expect(await run('app-subscribed', widgetId)).toMatchObject({ word: 'not-subscribed' });
    account().apps.set(OTHER_APP, null);
    expect(await run('app-subscribed', widgetId)).toMatchObject({
      isOk: false,
      word: 'only-others',
      detail: { others: 'Somebody else' },
    });
    expect(await fix('app-subscribed', widgetId)).toMatchObject({ isOk: true, word: 'subscribed' });
    // Asked to be put right though it is, it doesn't clear the override that is there.
    account().apps.set(APP_ID, 'https://elsewhere.example.com/hook');
    await fix('app-subscribed', widgetId);
    expect(account().apps.get(APP_ID)).toBe('https://elsewhere.example.com/hook');
  });

  it('the needed fields are subscribed at our address, and what was there stays', async () => {
    // Adding the number has subscribed them.
    expect(await shared('fields')).toMatchObject({ isOk: true, word: 'all-fields' });
    state().webhooks.delete(APP_ID);
    expect(await run('fields')).toMatchObject({ isOk: false, word: 'fields-missing' });
    state().webhooks.set(APP_ID, {
      address: world.webhook,
      word: '',
      fields: ['messages', 'flows'],
    });
    const proof = await run('fields');
    expect(proof).toMatchObject({ isOk: false, word: 'fields-missing' });
    expect(proof.detail.missing).toMatch(/^standby, .*account_update/);
    expect(await fix('fields')).toMatchObject({ isOk: true, word: 'all-fields' });
    expect(state().webhooks.get(APP_ID)?.fields).toContain('flows');
    // Meta asked for its challenge on the way.
    expect(await shared('challenge')).toMatchObject({ isOk: true, word: 'seen', by: 'meta' });
    state().webhooks.set(APP_ID, { address: 'https://x.example.com', word: '', fields: [] });
    expect(await run('fields')).toMatchObject({
      isOk: false,
      word: 'other-address',
      detail: { address: 'https://x.example.com' },
    });
  });

  it('the override is ours, or names the address that it isn’t', async () => {
    expect(await run('override', widgetId)).toMatchObject({ isOk: true, word: 'default' });
    account().apps.set(APP_ID, 'https://old.example.com/hook');
    expect(await run('override', widgetId)).toMatchObject({
      isOk: false,
      word: 'elsewhere',
      detail: { address: 'https://old.example.com/hook', level: 'account' },
    });
    expect(await fix('override', widgetId)).toMatchObject({
      isOk: true,
      word: 'ours',
      detail: { level: 'number' },
    });
  });

  it('permissions are all there, or named', async () => {
    expect(await run('permissions', widgetId)).toMatchObject({ isOk: true, word: 'all-granted' });
    const token = { isValid: true, appId: APP_ID, scopes: scopes.slice(0, 1), accounts: [ACCOUNT] };
    state().tokens.set(TOKEN, token);
    expect(await run('permissions', widgetId)).toMatchObject({
      isOk: false,
      word: 'permission-missing',
      detail: { missing: 'whatsapp_business_messaging' },
    });
    state().tokens.delete(TOKEN);
    expect(await run('permissions', widgetId)).toMatchObject({ word: 'token-wrong' });
  });

  it('the number’s state, quality, name, health and phone are told', async () => {
    expect(await run('number-state', widgetId)).toMatchObject({
      isOk: true,
      word: 'connected',
      detail: { status: 'CONNECTED', quality: 'GREEN', nameState: 'APPROVED', isOnPhone: false },
    });
    const entities = [
      { entity_type: 'WABA', errors: [{ error_code: 141006, error_description: 'no payment' }] },
    ];
    for (const [more, word, isOk, detail] of [
      [{ status: 'FLAGGED' }, 'limited', true, {}],
      [{ status: 'PENDING' }, 'not-connected', false, {}],
      [{ status: 'DISCONNECTED' }, 'not-connected', false, {}],
      [{ status: 'BANNED' }, 'blocked', false, {}],
      [{ status: 'MIGRATED' }, 'gone', false, {}],
      [{ platform_type: 'NOT_APPLICABLE' }, 'gone', false, {}],
      [
        { health_status: { can_send_message: 'BLOCKED', entities } },
        'blocked',
        false,
        { health: 'BLOCKED', problems: '141006' },
      ],
      [{ is_on_biz_app: true, name_status: 'DECLINED' }, 'connected', true, { isOnPhone: true }],
    ] as const) {
      setNumber(more);
      expect(await run('number-state', widgetId)).toMatchObject({ isOk, word, detail });
    }
    expect((await world.owner.snapshot()).widgets).toMatchObject([{ isOnPhone: true }]);
    account().numbers = [];
    expect(await run('number-state', widgetId)).toMatchObject({ isOk: false, word: 'gone' });
  });

  it.each([
    ['a token that has expired', 190, 'token-wrong'],
    ['a permission that was taken away', 10, 'permission-missing'],
    ['another business’s account', 100, 'account-foreign'],
    ['a rate that is reached', 4, 'meta-busy'],
    ['Meta’s own trouble', 2, 'meta-busy'],
    ['a locked account', 131031, 'meta-refused'],
    ['a ban by policy', 368, 'meta-refused'],
  ] as const)('%s is a word of its own', async (_title, code, word) => {
    state().refusals.push({ on: /subscribed_apps/, code });
    expect(await run('app-subscribed', widgetId)).toMatchObject({
      isOk: false,
      word,
      detail: { code: String(code) },
    });
  });

  it('says that Meta doesn’t answer', async () => {
    state().silent = /GET/;
    for (const check of ['app-subscribed', 'override', 'number-state', 'permissions'])
      expect(await run(check, widgetId)).toMatchObject({ isOk: false, word: 'meta-silent' });
  });

  it('the address book was asked for in time, or Meta says why not', async () => {
    expect(await run('contacts-synced', widgetId)).toMatchObject({ word: 'not-on-phone' });
    setNumber({ is_on_biz_app: true });
    await run('number-state', widgetId);
    expect(await run('contacts-synced', widgetId)).toMatchObject({
      isOk: false,
      word: 'not-synced',
    });
    state().refusals.push({ on: /smb_app_data/, code: 2593108 });
    expect(await fix('contacts-synced', widgetId)).toMatchObject({
      isOk: false,
      word: 'sync-too-late',
    });
    state().refusals = [];
    state().synced.add(NUMBER);
    expect(await fix('contacts-synced', widgetId)).toMatchObject({ isOk: true, word: 'sync-used' });
    state().synced.clear();
  });

  it('the last paid message blocks deleting for thirty days, to the hour', async () => {
    // It may have paid before we knew it.
    expect(await run('last-paid', widgetId)).toMatchObject({
      isOk: false,
      word: 'paid-unknown',
      detail: { since: START },
    });
    now = START + 31 * DAY;
    expect(await run('last-paid', widgetId)).toMatchObject({ isOk: true, word: 'never-paid' });
    await world.deliver(bodies.textBody(mei, 'm1', now - 1000, 'hello'));
    await world.deliver(
      bodies.envelope('messages', {
        statuses: [
          {
            id: 'paid',
            status: 'sent',
            timestamp: String(Math.floor(now / 1000)),
            recipient_id: mei.phone,
            pricing: { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' },
          },
        ],
      }),
    );
    const proof = await run('last-paid', '+85255550100');
    expect(proof).toMatchObject({ isOk: false, word: 'wait-until' });
    const freeAt = Number(proof.detail.freeAt);
    expect(freeAt).toBeGreaterThanOrEqual(now + 30 * DAY);
    expect(freeAt).toBeLessThanOrEqual(now + 30 * DAY + HOUR);
    now = freeAt - 1;
    expect(await run('last-paid', widgetId)).toMatchObject({ isOk: false });
    now = freeAt;
    expect(await run('last-paid', widgetId)).toMatchObject({ isOk: true, word: 'can-be-deleted' });
  });

  it('a typed number is here, in an account that we can read, free, or we can’t tell', async () => {
    expect(await run('number-known', '+852 5555 0100')).toMatchObject({
      isOk: false,
      word: 'in-use-here',
      detail: { name: 'Chan Repairs' },
    });
    account().numbers.push(makeNumber('n2', '+852 5555 0199', { status: 'PENDING' }));
    expect(await run('number-known', '+85255550199')).toMatchObject({
      isOk: false,
      word: 'in-account',
      detail: { account: 'Chan Repairs Ltd', status: 'PENDING' },
    });
    expect(await run('number-known', '+85255550142')).toMatchObject({ isOk: true, word: 'free' });
    await command('disconnect-widget');
    account().numbers = [];
    expect(await run('number-known', '+85255550100')).toMatchObject({ isOk: true, word: 'free' });
    state().tokens.delete(TOKEN);
    expect(await run('number-known', '+85255550142')).toMatchObject({
      isOk: false,
      word: 'token-wrong',
    });
  });

  it('silence is news when there usually is none at this hour', async () => {
    expect(await run('deliveries', widgetId)).toMatchObject({ isOk: true, word: 'too-new' });
    const rows: DeliveryHour[] = [];
    for (let day = 1; day <= 3; day += 1)
      for (let hour = 0; hour < 6; hour += 1) {
        const at = Math.floor(START / HOUR) - day * 24 - hour;
        rows.push({
          hour: at,
          numberId: NUMBER,
          outcome: 'stored' as const,
          count: 12,
          lastAt: at * HOUR,
        });
      }
    await world.server.store.write(async (tx) => {
      await tx.db.insertInto('deliveryHours').values(rows).execute();
    });
    expect(await run('deliveries', widgetId)).toMatchObject({
      isOk: false,
      word: 'silent',
      detail: { usual: 12 },
    });
    // At the other end of the day nobody ever writes.
    now = START + 12 * HOUR;
    expect(await run('deliveries', widgetId)).toMatchObject({ isOk: true, word: 'as-usual' });
  });
});
