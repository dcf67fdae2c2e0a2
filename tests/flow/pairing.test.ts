import { endpoints } from '@deskside/shared/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases, makeWorld, OWNER_CODE, pairDevice, postJson, type World } from '../make.ts';

describe.each(databases)('pairing on %s', (kind) => {
  let world: World;
  let now = 1_790_000_000_000;
  beforeEach(async () => {
    now = 1_790_000_000_000;
    world = await makeWorld(kind, { clock: () => now });
  });
  afterEach(() => world.close());

  const tryCode = async (code: string) => {
    const response = await postJson(`${world.server.url}/api/pair`, { code, name: 'Eve' });
    return { status: response.status, body: await response.json() };
  };

  it('a code works once, however it is written', async () => {
    const code = await world.owner.codeFor('agent');
    const written = ` ${code.toLowerCase().replace('-', ' ')} `;
    const { agent } = await pairDevice(world.server.url, written, 'Ben');
    expect(agent).toMatchObject({ name: 'Ben', role: 'agent' });
    expect(await tryCode(code)).toMatchObject({
      status: 403,
      body: { error: { code: 'wrong-code' } },
    });
    expect((await tryCode(OWNER_CODE)).status).toBe(403);
  });

  it('of two who use one code at once, one gets in', async () => {
    const code = await world.owner.codeFor('agent');
    const answers = await Promise.all([tryCode(code), tryCode(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('a code expires after fifteen minutes', async () => {
    const code = await world.owner.codeFor('agent');
    now += 15 * 60_000 + 1;
    expect((await tryCode(code)).status).toBe(403);
  });

  it('whoever guesses is slowed, then refused, even with the right code', async () => {
    const code = await world.owner.codeFor('agent');
    const guesses = await Promise.all(Array.from({ length: 14 }, () => tryCode('AAAA-AAAA')));
    expect(guesses.filter(({ status }) => status === 403)).toHaveLength(10);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4);
    expect((await tryCode(code)).status).toBe(429);
    now += 15 * 60_000;
    expect((await tryCode(code)).status).toBe(403);
  }, 60_000);

  it('an owner who pairs again stays one person', async () => {
    const again = await pairDevice(world.server.url, await world.owner.codeFor('owner'), 'Other');
    expect(again.agent).toEqual(world.owner.agent);
    expect((await world.owner.snapshot()).agents).toHaveLength(1);
  });

  it('only what a role may do is done', async () => {
    const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Ben');
    const admin = await pairDevice(world.server.url, await world.owner.codeFor('admin'), 'Cat');
    const ask = (by: typeof agent, role: string) =>
      by.ask('/api/pairing-codes', { method: 'POST', body: JSON.stringify({ role }) });
    expect((await ask(agent, 'agent')).status).toBe(403);
    expect((await ask(admin, 'owner')).status).toBe(403);
    expect((await ask(admin, 'agent')).status).toBe(200);
    const list = async (by: typeof agent) =>
      ((await (await by.ask('/api/devices')).json()) as { devices: { id: string }[] }).devices;
    expect(await list(agent)).toHaveLength(1);
    const all = await list(admin);
    expect(all).toHaveLength(3);
    expect((await agent.ask(`/api/devices/${all[0]?.id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('a revoked token opens nothing any more', async () => {
    expect((await world.owner.ask('/api/devices/current', { method: 'DELETE' })).status).toBe(200);
    for (const { method, path, isOpen } of Object.values(endpoints)) {
      if (isOpen) continue;
      const response = await world.owner.ask(path.replace(':id', 'x'), {
        method,
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect([path, response.status]).toEqual([path, 401]);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('any origin may ask, and the browser need not ask again for a day', async () => {
    const response = await fetch(`${world.server.url}/api/commands`, {
      method: 'OPTIONS',
      headers: {
        origin: 'moz-extension://abc',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-max-age')).toBe('86400');
  });

  it('stores neither a token nor a code', async () => {
    const code = await world.owner.codeFor('agent');
    const { read } = world.server.store;
    const stored = JSON.stringify([
      await read.selectFrom('devices').selectAll().execute(),
      await read.selectFrom('pairingCodes').selectAll().execute(),
    ]);
    expect(stored).not.toContain(world.owner.token);
    expect(stored).not.toContain(code.replace('-', ''));
  });
});
