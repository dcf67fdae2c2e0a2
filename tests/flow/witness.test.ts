/** What Meta proves by coming by, and what takes a proof back. */
import { newId } from '@deskside/shared/ids';
import type { Proof } from '@deskside/shared/proofs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID, NUMBER } from '../fakes/graph.ts';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, until, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };

describe.each(databases)('proofs that come and go by themselves, on %s', (kind) => {
  let world: World;
  let widgetId = '';
  let now = 1_790_000_000_000;
  beforeEach(async () => {
    now = 1_790_000_000_000;
    world = await makeWorld(kind, { env: { META_APP_ID: APP_ID }, clock: () => now });
    widgetId = await add();
  });
  afterEach(() => world.close());

  const post = (path: string, body: object) =>
    world.owner.ask(path, { method: 'POST', body: JSON.stringify(body) });
  const add = async () => {
    const answer = await post('/api/widgets', {
      accountId: ACCOUNT,
      numberId: NUMBER,
      token: null,
    });
    return ((await answer.json()) as { widget: { id: string } }).widget.id;
  };
  const run = async (check: string, subject = '') => {
    const answer = await post('/api/checks', { check, subject });
    return ((await answer.json()) as { proof: Proof }).proof;
  };
  const command = (type: string) => world.owner.command({ id: newId(), type, widgetId });
  const shared = async (check: string) =>
    (await world.owner.snapshot()).proofs.find((one) => one.check === check);

  it('fall when what they proved is taken back: added again, or another secret', async () => {
    await command('disconnect-widget');
    await until(async () => (await shared('unsubscribed'))?.isOk);
    await run('draft-here', widgetId);
    await add();
    expect(await shared('draft-here')).toBe(undefined);
    expect(await shared('unsubscribed')).toBe(undefined);
    await world.deliver(bodies.textBody(mei, 'm1', now - 1000, 'hello'));
    expect(await shared('signature')).toMatchObject({ isOk: true });
    expect(await shared('challenge')).toMatchObject({ isOk: true });
    await post('/api/secrets', { name: 'verify-token', value: 'another' });
    await post('/api/secrets', { name: 'app-secret', value: 'another-secret' });
    expect(await shared('signature')).toBe(undefined);
    expect(await shared('challenge')).toBe(undefined);
    const query = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=another';
    await fetch(`${world.webhook}?${query}`);
    expect(await shared('challenge')).toMatchObject({ isOk: true });
    now += 10_000;
    await world.meta.deliver(
      world.webhook,
      bodies.textBody(mei, 'm2', now - 1000, 'hello'),
      'another-secret',
    );
    expect(await shared('signature')).toMatchObject({ isOk: true });
  });

  it('a signature, a challenge and a first delivery tick themselves', async () => {
    expect(await run('signature')).toMatchObject({ isOk: false, word: 'none-yet' });
    expect(await run('first-delivery', widgetId)).toMatchObject({ isOk: false, word: 'none-yet' });
    const body = bodies.textBody(mei, 'm1', now - 1000, 'hello');
    await world.meta.deliver(world.webhook, body, 'somebody else');
    // They are counted a few seconds at a time.
    await until(async () => (await run('signature')).word === 'wrong', Boolean, 20_000);
    await world.deliver(body);
    await until(async () => (await shared('first-delivery'))?.isOk);
    expect(
      await until(
        () => shared('signature'),
        (proof) => proof?.isOk === true,
      ),
    ).toMatchObject({
      word: 'right',
      by: 'meta',
    });
    expect(await shared('first-delivery')).toMatchObject({
      by: 'meta',
      detail: { at: now - 1000 },
    });
    // A stranger shakes nothing that stands.
    await world.meta.deliver(world.webhook, body, 'somebody else');
    expect(await run('signature')).toMatchObject({ isOk: true, word: 'right' });
    const query = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=';
    await post('/api/secrets', { name: 'verify-token', value: 'verify-me' });
    now += 10_000;
    await fetch(`${world.webhook}?${query}guess`);
    await until(async () => (await shared('challenge'))?.word === 'wrong-token');
    await fetch(`${world.webhook}?${query}verify-me`);
    await until(async () => (await shared('challenge'))?.isOk);
    await fetch(`${world.webhook}?${query}guess`);
    expect(await run('challenge')).toMatchObject({ isOk: true, word: 'seen' });
  });
});
