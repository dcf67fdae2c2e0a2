import { startServer } from '@deskside/backend/server';
import type { LookReply } from '@deskside/shared/api-setup';
import { newId } from '@deskside/shared/ids';
import type { Proof } from '@deskside/shared/proofs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeConfig, makeWorld, quiet, until, type World } from '../make.ts';
import { rowsOf } from '../sync/rows.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };

describe.each(databases)('the practice number on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { env: { DESKSIDE_PRACTICE: 'on' }, practiceSecondMs: 200 });
    // Everything that was said before the start.
    await until(async () => (await world.owner.snapshot()).messages.length >= 11);
  });
  afterEach(() => world.close());

  const remove = () => world.owner.command({ id: newId(), type: 'remove-practice' });

  it('goes with everything that was said there, and nothing else', async () => {
    const empty = await makeWorld(kind);
    for (const one of [world, empty])
      await one.deliver(bodies.textBody(mei, 'real', 1_790_000_000_000, 'a real one'));
    const before = await world.owner.snapshot();
    const real = before.contacts.filter(({ phone }) => phone === '+85291234567');
    expect(real).toHaveLength(2);
    // Somebody took the practice customer for the real one.
    const contactIds = real.map(({ id }) => id);
    const merged = await world.owner.command({ id: newId(), type: 'merge', contactIds });
    expect(merged.status).toBe(200);

    expect((await remove()).status).toBe(200);
    const { facts: _f, ...left } = await rowsOf(world.server.store);
    const { facts: _g, ...never } = await rowsOf(empty.server.store);
    const untimed = (rows: object) =>
      JSON.parse(JSON.stringify(rows).replace(/\\"createdAt\\":\d+/g, '')) as unknown;
    expect(untimed(left)).toEqual(untimed(never));
    await empty.close();
    const again = await remove();
    expect(again).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  });

  it('answers the calls that every checklist makes, and its people disconnect on the phone', async () => {
    const post = async <T>(path: string, body: object) => {
      const answer = await world.owner.ask(path, { method: 'POST', body: JSON.stringify(body) });
      expect(answer.status).toBe(200);
      return (await answer.json()) as T;
    };
    const widget = async () => (await world.owner.snapshot()).widgets[0];
    const subject = (await widget())?.id ?? '';
    const check = async (name: string) =>
      (await post<{ proof: Proof }>('/api/checks', { check: name, subject })).proof;
    const isOk = async (names: readonly string[]) => {
      const proofs = await Promise.all(names.map(check));
      return proofs.filter((proof) => !proof.isOk).map(({ check: name, word }) => [name, word]);
    };
    expect(await isOk(['public-address', 'verify-token', 'challenge', 'signature'])).toEqual([]);
    expect(await isOk(['fields', 'permissions', 'app-subscribed', 'override'])).toEqual([]);
    expect(await isOk(['first-delivery', 'number-state', 'last-paid', 'deliveries'])).toEqual([]);

    await world.owner.command({ id: newId(), type: 'disconnect-widget', widgetId: subject });
    await until(async () => (await widget())?.unsubscribe === 'done');
    expect(await isOk(['draft-here', 'unsubscribed'])).toEqual([]);
    expect(await check('app-subscribed')).toMatchObject({ isOk: false });
    // Somebody takes a while to find it in the phone's settings.
    await until(
      async () => (await world.owner.snapshot()).proofs.find((one) => one.check === 'unlinked'),
      (proof) => proof?.isOk === true && proof.by === 'meta',
      30_000,
    );

    const practice = { accountId: 'practice', token: null };
    const { numbers } = await post<LookReply>('/api/accounts/look', practice);
    expect(numbers).toMatchObject([{ phone: '+85255550100', isOnPhone: true }]);
    await post('/api/widgets', { ...practice, numberId: numbers[0]?.numberId });
    expect(await widget()).toMatchObject({ id: subject, draftReason: 'new', unsubscribe: null });
    expect(await isOk(['contacts-synced', 'app-subscribed'])).toEqual([]);
    await world.owner.command({ id: newId(), type: 'enable-widget', widgetId: subject });
    expect(await widget()).toMatchObject({ draftReason: null });
    // Nothing of it has left the machine.
    expect(world.meta.state.calls).toEqual([]);
  }, 90_000);

  it('stays away: its people write no more, and a restart doesn’t bring it back', async () => {
    await remove();
    const { url, database } = { url: world.server.url, database: world.database };
    const late = bodies.textBody(mei, 'late', Date.now(), 'on its way', 'practice');
    expect(await world.deliver(late)).toBe(200);
    expect((await world.owner.snapshot()).widgets).toEqual([]);
    const config = makeConfig(database, world.meta, { DESKSIDE_PRACTICE: 'on' });
    const second = await startServer(config, quiet);
    expect(second.url).not.toBe(url);
    const widgets = await second.store.read.selectFrom('widgets').selectAll().execute();
    await second.close();
    expect(widgets).toEqual([]);
  });
});
