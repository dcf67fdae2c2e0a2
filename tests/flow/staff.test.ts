/** Who works here: invited, given other roles, removed, and by which browsers they were seen. */
import type { PeopleReply, Person } from '@deskside/shared/manage';
import type { Role } from '@deskside/shared/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { infer as Infer } from 'zod/mini';
import { type Device, databases, makeWorld, pairDevice, until, type World } from '../make.ts';

const AT = 1_790_000_000_000;

describe.each(databases)('people who work here, on %s', (kind) => {
  let world: World;
  let now = AT;
  beforeEach(async () => {
    now = AT;
    world = await makeWorld(kind, { clock: () => now });
  });
  afterEach(() => world.close());

  const join = async (role: Role, name: string) =>
    pairDevice(world.server.url, await world.owner.codeFor(role), name);
  const people = async (by = world.owner): Promise<Person[]> =>
    ((await (await by.ask('/api/people')).json()) as Infer<typeof PeopleReply>).people;
  const give = (by: Device, id: string, role: Role) =>
    by.ask(`/api/people/${id}/role`, { method: 'POST', body: JSON.stringify({ role }) });
  const remove = (by: Device, id: string) => by.ask(`/api/people/${id}`, { method: 'DELETE' });
  const code = (by: Device, body: object) =>
    by.ask('/api/pairing-codes', { method: 'POST', body: JSON.stringify(body) });
  const errorOf = async (response: Response) =>
    [response.status, ((await response.json()) as { error: { code: string } }).error.code] as const;

  it('are shown to admins with their roles and browsers, and to nobody else', async () => {
    const agent = await join('agent', 'Ben');
    const admin = await join('admin', 'Cat');
    expect((await agent.ask('/api/people')).status).toBe(403);
    const all = await people(admin);
    expect(all.map(({ agent: { name, role }, devices }) => [name, role, devices.length])).toEqual([
      ['Ada', 'owner', 1],
      ['Ben', 'agent', 1],
      ['Cat', 'admin', 1],
    ]);
    expect(all[2]?.devices).toMatchObject([{ isThisOne: true }]);
  });

  it('get another role at once, and everybody is told', async () => {
    const agent = await join('agent', 'Ben');
    const { seq } = await world.owner.snapshot();
    expect((await give(world.owner, agent.agent.id, 'admin')).status).toBe(200);
    expect((await agent.ask('/api/people')).status).toBe(200);
    expect((await world.owner.changes(seq)).events).toMatchObject([
      { type: 'agent', row: { id: agent.agent.id, role: 'admin' } },
    ]);
  });

  it('are an owner’s matter where owners are concerned', async () => {
    const agent = await join('agent', 'Ben');
    const admin = await join('admin', 'Cat');
    const owner = world.owner.agent.id;
    expect(await errorOf(await give(admin, owner, 'agent'))).toEqual([403, 'forbidden']);
    expect(await errorOf(await give(admin, agent.agent.id, 'owner'))).toEqual([403, 'forbidden']);
    expect(await errorOf(await remove(admin, owner))).toEqual([403, 'forbidden']);
    const [first] = await people();
    const device = `/api/devices/${first?.devices[0]?.id}`;
    expect(await errorOf(await admin.ask(device, { method: 'DELETE' }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(await errorOf(await give(agent, admin.agent.id, 'agent'))).toEqual([403, 'forbidden']);
    expect((await give(admin, agent.agent.id, 'admin')).status).toBe(200);
  });

  it('always have an owner', async () => {
    const admin = await join('admin', 'Cat');
    const owner = world.owner.agent.id;
    expect(await errorOf(await give(world.owner, owner, 'admin'))).toEqual([409, 'last-owner']);
    expect(await errorOf(await remove(world.owner, owner))).toEqual([409, 'last-owner']);
    expect((await give(world.owner, admin.agent.id, 'owner')).status).toBe(200);
    // Two who step down at once: one of them stays.
    const answers = await Promise.all([
      give(world.owner, owner, 'agent'),
      give(admin, admin.agent.id, 'agent'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('lose their browsers when they are removed, and keep their name on what they wrote', async () => {
    const agent = await join('agent', 'Ben');
    const id = agent.agent.id;
    const invitation = await code(world.owner, { role: 'agent', agentId: id });
    const { code: unused } = (await invitation.json()) as { code: string };
    expect((await remove(world.owner, id)).status).toBe(200);
    expect((await agent.ask('/api/snapshot')).status).toBe(401);
    expect((await people()).map(({ agent: { name } }) => name)).toEqual(['Ada']);
    expect((await world.owner.snapshot()).agents.map(({ name }) => name)).toEqual(['Ada', 'Ben']);
    expect(await errorOf(await remove(world.owner, id))).toEqual([404, 'not-found']);
    expect(await errorOf(await give(world.owner, id, 'admin'))).toEqual([404, 'not-found']);
    await expect(pairDevice(world.server.url, unused, 'Ben')).rejects.toThrow('403');
  });

  it('pair one more browser as themselves, by a code of their own', async () => {
    const agent = await join('agent', 'Ben');
    const admin = await join('admin', 'Cat');
    const answer = await code(agent, { role: 'owner', agentId: agent.agent.id });
    const second = await pairDevice(
      world.server.url,
      ((await answer.json()) as { code: string }).code,
      'Somebody else',
    );
    expect(second.agent).toEqual(agent.agent);
    expect((await people()).find((one) => one.agent.name === 'Ben')?.devices).toHaveLength(2);
    const others = { role: 'agent', agentId: world.owner.agent.id };
    expect(await errorOf(await code(agent, others))).toEqual([403, 'forbidden']);
    expect(await errorOf(await code(admin, others))).toEqual([403, 'forbidden']);
    expect(await errorOf(await code(admin, { role: 'agent', agentId: 'nobody' }))).toEqual([
      404,
      'not-found',
    ]);
  });

  it('are seen by whatever they ask, written later and for all together', async () => {
    const agent = await join('agent', 'Ben');
    const seen = async () =>
      (await people()).find(({ agent: { name } }) => name === 'Ben')?.devices[0]?.lastSeenAt;
    const written = async () =>
      (
        await world.server.store.read
          .selectFrom('devices')
          .select('lastSeenAt')
          .where('agentId', '=', agent.agent.id)
          .executeTakeFirst()
      )?.lastSeenAt;
    now += 60_000;
    await agent.ask('/api/widgets');
    expect(await seen()).toBe(AT + 60_000);
    expect(await written()).toBeNull();
  });

  it('are seen for as long as their stream is open', async () => {
    const agent = await join('agent', 'Ben');
    const stop = new AbortController();
    const { seq } = await agent.snapshot();
    const stream = await fetch(`${world.server.url}/api/events?after=${seq}`, {
      headers: { authorization: `Bearer ${agent.token}` },
      signal: stop.signal,
    });
    const reader = stream.body?.getReader();
    // Connected, and live.
    let text = '';
    while (!text.includes('live')) text += new TextDecoder().decode((await reader?.read())?.value);
    now += 3_600_000;
    await until(
      async () => (await people())[1]?.devices[0]?.lastSeenAt,
      (at) => at === now,
    );
    stop.abort();
  });
});
