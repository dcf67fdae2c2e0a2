/** Where secrets are kept, and where they never turn up. */
import { readFileSync, statSync } from 'node:fs';
import { startServer } from '@deskside/backend/server';
import type { SetupReply } from '@deskside/shared/api-setup';
import { newId } from '@deskside/shared/ids';
import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID, NUMBER, scopes } from '../fakes/graph.ts';
import { SECRET, startFakeMeta } from '../fakes/meta.ts';
import { makeConfig, makeDatabase, makeWorld, pairDevice, postJson, quiet } from '../make.ts';
import { endProcesses, startProcess } from '../process.ts';

const bare = { META_ACCESS_TOKEN: '', META_APP_SECRET: '', META_VERIFY_TOKEN: '' };

describe('the seal', () => {
  it('is a file that only its owner reads, and another key opens nothing', async () => {
    const world = await makeWorld('sqlite', { env: bare });
    const secret = { name: 'access-token', value: 'a-token-to-keep' };
    await world.owner.ask('/api/secrets', { method: 'POST', body: JSON.stringify(secret) });
    const key = readFileSync(`${world.database}.key`, 'utf8');
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(`${world.database}.key`).mode & 0o777).toBe(0o600);
    expect(readFileSync(world.database).includes('a-token-to-keep')).toBe(false);
    const env = { ...bare, DESKSIDE_SECRET: 'another' };
    const second = await startServer(makeConfig(world.database, world.meta, env), quiet);
    const owner = await pairDevice(second.url, await world.owner.codeFor('admin'));
    const { secrets } = (await (await owner.ask('/api/setup')).json()) as SetupReply;
    expect(secrets.find(({ name }) => name === 'access-token')).toMatchObject({
      source: 'unreadable',
    });
    await second.close();
    await world.close();
  });
});

describe('the log, at its most talkative', () => {
  afterEach(endProcesses);

  it('holds no secret, whatever is entered, tried, refused or signed up', async () => {
    const database = await makeDatabase('sqlite');
    const meta = await startFakeMeta();
    const token = { isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] };
    meta.state.tokens.set('business-own-token', token);
    meta.state.codes.set('code-of-facebook', 'business-own-token');
    const env = { ...bare, LOG_LEVEL: 'trace', META_GRAPH_URL: meta.graphUrl };
    const server = await startProcess(database.url, env);
    const owner = await pairDevice(server.url);
    const post = (path: string, body: object) =>
      owner.ask(path, { method: 'POST', body: JSON.stringify(body) });

    const entered = {
      'app-id': APP_ID,
      'app-secret': SECRET,
      'verify-token': 'our-verify-word',
      'access-token': 'a-general-token',
      'signup-config-id': 'config-1',
    };
    for (const [name, value] of Object.entries(entered))
      await post('/api/secrets', { name, value });
    await post('/api/accounts/look', { accountId: ACCOUNT, token: 'a-token-that-is-wrong' });
    const signup = await post('/api/signups', {});
    const ticket = ((await signup.json()) as { link: string }).link.split('#')[1] ?? '';
    const done = { ticket, code: 'code-of-facebook', accountId: ACCOUNT };
    expect((await postJson(`${server.url}/signup`, done)).status).toBe(200);
    const { widgets } = await owner.snapshot();
    const widgetId = widgets[0]?.id ?? '';
    for (const check of ['permissions', 'number-state', 'fields', 'app-subscribed'])
      await post('/api/checks', { check, subject: widgetId });
    await post('/api/widgets', { accountId: ACCOUNT, numberId: NUMBER, token: 'broken\ntoken' });
    await owner.command({ id: newId(), type: 'disconnect-widget', widgetId });
    await fetch(`${server.webhook}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess-word`);

    const logged = server.logged();
    expect(logged).toContain('number signed up');
    const secrets = [
      SECRET,
      'our-verify-word',
      'a-general-token',
      'a-token-that-is-wrong',
      'business-own-token',
      'code-of-facebook',
      'broken',
      'guess-word',
      ticket,
      owner.token,
    ];
    expect(secrets.filter((secret) => logged.includes(secret))).toEqual([]);
    await server.end('SIGTERM');
    await meta.close();
    await database.drop();
  });
});
