/** Disconnecting: our side, Meta's side, and Meta's notice before, during, instead of ours, or twice. */
import { startServer } from '@deskside/backend/server';
import type { AsideReply, FactsReply } from '@deskside/shared/api';
import { newId } from '@deskside/shared/ids';
import type { Proof } from '@deskside/shared/proofs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import { ACCOUNT, APP_ID, makeNumber, NUMBER } from '../fakes/graph.ts';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeConfig, makeWorld, quiet, until, type World } from '../make.ts';

const PHONE = '85255550100';
const MINUTE = 60_000;

describe.each(databases)('disconnecting on %s', (kind) => {
  let world: World;
  let widgetId = '';
  let now = 1_790_000_000_000;
  beforeEach(async () => {
    now = 1_790_000_000_000;
    const env = { META_APP_ID: APP_ID };
    world = await makeWorld(kind, { env, clock: () => now, graphPatienceMs: 2000 });
    account().numbers = [
      makeNumber(NUMBER, `+${PHONE}`, { is_on_biz_app: true }),
      makeNumber('second', '+852 5555 0102'),
    ];
    widgetId = await add(NUMBER);
    await command('enable-widget');
  });
  afterEach(() => world.close());

  const account = () => {
    const found = world.meta.state.accounts.get(ACCOUNT);
    if (!found) throw new Error('no account');
    return found;
  };
  const post = (path: string, body: object) =>
    world.owner.ask(path, { method: 'POST', body: JSON.stringify(body) });
  const add = async (numberId: string) => {
    const answer = await post('/api/widgets', { accountId: ACCOUNT, numberId, token: null });
    return ((await answer.json()) as { widget: { id: string } }).widget.id;
  };
  const command = (type: string, id = widgetId) =>
    world.owner.command({ id: newId(), type, widgetId: id });
  const widget = async (id = widgetId) =>
    (await world.owner.snapshot()).widgets.find((one) => one.id === id);
  const proof = async (check: string, subject = widgetId): Promise<Proof | undefined> =>
    (await world.owner.snapshot()).proofs.find(
      (one) => one.check === check && one.subject === subject,
    );
  const check = async (name: string) => {
    const answer = await post('/api/checks', { check: name, subject: widgetId });
    return ((await answer.json()) as { proof: Proof }).proof;
  };
  const facts = async () => {
    const answer = await world.owner.ask(`/api/widgets/${widgetId}/facts`);
    return ((await answer.json()) as z.infer<typeof FactsReply>).facts.map(
      ({ kind: what }) => what,
    );
  };
  /** Meta's notice, as somebody pressed Disconnect on the phone. */
  const notice = (at = now, more: object = {}) =>
    world.deliver(bodies.accountBody('PARTNER_REMOVED', at, { phone_number: PHONE, ...more }));
  const goneAtMeta = () => {
    account().numbers = account().numbers.filter(({ id }) => id !== NUMBER);
  };

  it('is a draft at once, then our app is taken away, and both are told', async () => {
    const { seq } = await world.owner.snapshot();
    // The log tells what a row is now: Meta mustn't be done before we have looked.
    const { promise, resolve: release } = Promise.withResolvers<void>();
    world.meta.hold = { on: /^DELETE .*subscribed_apps/, until: promise };
    await command('disconnect-widget');
    const { events } = await world.owner.changes(seq);
    release();
    expect(events[0]).toMatchObject({
      type: 'widget',
      row: { draftReason: 'disconnected', unsubscribe: 'due' },
    });
    await until(async () => (await widget())?.unsubscribe === 'done');
    expect(account().apps.has(APP_ID)).toBe(false);
    expect(await proof('unsubscribed')).toMatchObject({
      isOk: true,
      word: 'unsubscribed',
      at: now,
    });
    expect(await facts()).toContain('unsubscribed');
    expect(await check('draft-here')).toMatchObject({
      isOk: true,
      detail: { reason: 'disconnected' },
    });
  });

  it('leaves our app where another widget of the account needs it, until that one goes too', async () => {
    const second = await add('second');
    await command('disconnect-widget');
    await until(async () => (await widget())?.unsubscribe === 'kept');
    expect(await proof('unsubscribed')).toMatchObject({ isOk: true, word: 'still-needed' });
    expect(account().apps.has(APP_ID)).toBe(true);
    await command('disconnect-widget', second);
    await until(async () => (await widget(second))?.unsubscribe === 'done');
    expect(await widget()).toMatchObject({ unsubscribe: 'done' });
    expect(account().apps.has(APP_ID)).toBe(false);
  });

  it('what Meta doesn’t answer is owed, and paid when somebody asks, or after a restart', async () => {
    world.meta.state.silent = /DELETE/;
    await command('disconnect-widget');
    await until(async () => (await proof('unsubscribed'))?.word === 'due');
    expect(await proof('unsubscribed')).toMatchObject({
      isOk: false,
      detail: { why: 'meta-silent' },
    });
    expect(await widget()).toMatchObject({ draftReason: 'disconnected', unsubscribe: 'due' });
    world.meta.state.silent = null;
    const config = makeConfig(world.database, world.meta, { META_APP_ID: APP_ID });
    const second = await startServer(config, quiet, { clock: () => now });
    await until(async () => (await widget())?.unsubscribe === 'done');
    await second.close();
    expect(account().apps.has(APP_ID)).toBe(false);
  });

  it('what Meta refuses is told with its code, and tried again when asked', async () => {
    world.meta.state.refusals.push({ on: /DELETE/, code: 10 });
    await command('disconnect-widget');
    await until(async () => (await widget())?.unsubscribe === 'failed');
    expect(await proof('unsubscribed')).toMatchObject({
      isOk: false,
      word: 'failed',
      detail: { code: '10', why: 'permission-missing' },
    });
    expect(await facts()).toContain('unsubscribe-failed');
    world.meta.state.refusals = [];
    expect(await check('unsubscribed')).toMatchObject({ isOk: true, word: 'unsubscribed' });
  });

  it('Meta’s notice after it ticks the phone’s side by itself', async () => {
    await command('disconnect-widget');
    expect(await check('unlinked')).toMatchObject({ isOk: false, word: 'still-linked' });
    now += 5 * MINUTE;
    goneAtMeta();
    await notice(now, { disconnection_info: { reason: 'ACCOUNT_DISCONNECTED' } });
    expect(await proof('unlinked')).toMatchObject({
      isOk: true,
      word: 'unlinked',
      by: 'meta',
      at: now,
      detail: { reason: 'ACCOUNT_DISCONNECTED' },
    });
    // Ours comes first: the widget says that it was disconnected here.
    expect(await widget()).toMatchObject({ draftReason: 'disconnected' });
  });

  it('in one transaction: the widget and its proof come by the same events', async () => {
    const { seq } = await world.owner.snapshot();
    goneAtMeta();
    await notice();
    const { events } = await world.owner.changes(seq);
    const types = (events as { type: string; at: number }[]).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['widget', 'proof']);
  });

  it('before ours, unasked: a draft with Meta’s reason; ours still takes our app away', async () => {
    goneAtMeta();
    await notice(now, { disconnection_info: { reason: 'PRIMARY_INACTIVITY' } });
    expect(await widget()).toMatchObject({
      draftReason: 'unlinked',
      draftDetail: 'PRIMARY_INACTIVITY',
    });
    expect((await command('enable-widget')).body.error?.code).toBe('not-linked');
    await command('disconnect-widget');
    await until(async () => (await widget())?.unsubscribe === 'done');
    expect(await widget()).toMatchObject({ draftReason: 'disconnected', draftDetail: null });
    expect(await proof('unlinked')).toMatchObject({ isOk: true, by: 'meta' });
  });

  it('while ours is on its way to Meta: both are told, and the account that is gone owes nothing', async () => {
    world.meta.state.refusals.push({ on: /DELETE/, code: 100 });
    goneAtMeta();
    await Promise.all([command('disconnect-widget'), notice()]);
    await until(async () => (await widget())?.unsubscribe === 'done');
    expect(await widget()).toMatchObject({ draftReason: 'disconnected' });
    expect(await proof('unlinked')).toMatchObject({ isOk: true });
  });

  it('twice is once', async () => {
    goneAtMeta();
    await notice();
    await until(async () => (await facts()).includes('checked'));
    const { proofs, widgets } = await world.owner.snapshot();
    now += MINUTE;
    await notice(now - MINUTE);
    expect(await world.owner.snapshot()).toMatchObject({ proofs, widgets });
  });

  it('reconnected a minute later: enabled again, and the tick is gone', async () => {
    goneAtMeta();
    await notice();
    expect(await widget()).toMatchObject({ draftReason: 'unlinked' });
    await until(async () => (await facts()).includes('checked'));
    now += MINUTE;
    account().numbers.push(makeNumber(NUMBER, `+${PHONE}`, { is_on_biz_app: true }));
    await world.deliver(bodies.accountBody('ACCOUNT_RECONNECTED', now));
    await until(async () => (await widget())?.draftReason === null);
    expect(await proof('unlinked')).toMatchObject({
      isOk: false,
      word: 'still-linked',
      by: 'deskside',
    });
  });

  it('reconnected after it was disconnected here too: it stays disconnected', async () => {
    await command('disconnect-widget');
    goneAtMeta();
    await notice();
    now += MINUTE;
    account().numbers.push(makeNumber(NUMBER, `+${PHONE}`));
    await world.deliver(bodies.accountBody('PARTNER_ADDED', now, { phone_number: PHONE }));
    // The question that the first notice raised may be answered between the two.
    await until(async () => (await proof('unlinked'))?.isOk === false);
    expect(await widget()).toMatchObject({ draftReason: 'disconnected' });
  });

  it('for a number or an account that we don’t know nothing changes', async () => {
    const before = await world.owner.snapshot();
    await world.deliver(
      bodies.accountBody('PARTNER_REMOVED', now, { phone_number: '85255559999' }),
    );
    await world.deliver(bodies.accountBody('PARTNER_REMOVED', now, {}, 'another-account'));
    const { widgets, channel } = before;
    expect(await world.owner.snapshot()).toMatchObject({ widgets, channel });
    expect(await proof('unlinked')).toBeUndefined();
    // Admins are told, by number and account.
    const aside = async () =>
      ((await (await world.owner.ask('/api/aside')).json()) as z.infer<typeof AsideReply>).notices;
    const notices = (await aside()).map(({ accountId, number, kind: what }) => [
      accountId,
      number,
      what,
    ]);
    expect(notices.sort()).toEqual([
      [ACCOUNT, '+85255559999', 'unlinked'],
      ['another-account', '', 'unlinked'],
    ]);
    // Once it has a widget, its notices stand there.
    account().numbers.push(makeNumber('third', '+852 5555 9999'));
    await add('third');
    expect((await aside()).map(({ accountId }) => accountId)).toEqual(['another-account']);
  });

  it('a token that may do less than before unlinks nothing', async () => {
    const { state } = world.meta;
    const asked = () => state.calls.filter((call) => call === `GET /${NUMBER}`).length;
    for (const code of [10, 200, 3]) {
      state.refusals = [{ on: new RegExp(`GET /${NUMBER}`), code, status: 403 }];
      const before = asked();
      now += 1000;
      await world.deliver(bodies.accountBody('ACCOUNT_OFFBOARDED', now, { phone_number: PHONE }));
      await until(() => asked() > before);
      expect(await check('unlinked')).toMatchObject({ isOk: false, word: 'meta-silent' });
      await post('/api/checks', { check: 'number-known', subject: `+${PHONE}` });
    }
    expect(await widget()).toMatchObject({ draftReason: null });
  });

  it('added again after both sides: linked, a draft to review, and owed nothing', async () => {
    await command('disconnect-widget');
    await until(async () => (await widget())?.unsubscribe === 'done');
    await notice();
    now += MINUTE;
    expect(await add(NUMBER)).toBe(widgetId);
    expect(await widget()).toMatchObject({
      draftReason: 'new',
      draftDetail: null,
      unsubscribe: null,
    });
    expect(account().apps.has(APP_ID)).toBe(true);
    expect(await proof('unlinked')).toMatchObject({ isOk: false, word: 'still-linked' });
    expect((await command('enable-widget')).status).toBe(200);
    expect(await widget()).toMatchObject({ draftReason: null });
  });

  it('Meta’s late answer doesn’t undo what was linked while it was asked', async () => {
    const { promise, resolve: release } = Promise.withResolvers<void>();
    world.meta.number = { status: 400, body: { error: { code: 100 } } };
    world.meta.late = promise;
    await notice();
    await until(() => world.meta.state.calls.at(-1) === `GET /${NUMBER}`);
    world.meta.number = null;
    now += MINUTE;
    await add(NUMBER);
    // It had been taken away on the phone, so it is reviewed again.
    expect(await widget()).toMatchObject({ draftReason: 'new' });
    await command('enable-widget');
    const { seq } = await world.owner.snapshot();
    // Looked at after every commit: the log tells only what it is in the end.
    const { read, onWake } = world.server.store;
    const look = () => read.selectFrom('widgets').selectAll().execute();
    const looks: ReturnType<typeof look>[] = [];
    const stop = onWake(() => looks.push(look()));
    release();
    world.meta.late = null;
    // That answer has been taken in once the next question goes out.
    const asked = () => world.meta.state.calls.filter((call) => call === `GET /${NUMBER}`).length;
    await until(async () => {
      now += 1000;
      await world.deliver(bodies.accountBody('ACCOUNT_RECONNECTED', now));
      return asked() >= 2;
    });
    const { events } = await world.owner.changes(seq);
    const rows = (events as { type: string; row: { draftReason: string | null } }[])
      .filter(({ type }) => type === 'widget')
      .map(({ row }) => row.draftReason);
    expect(rows.filter((reason) => reason !== null)).toEqual([]);
    stop();
    const seen = (await Promise.all(looks)).flat();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((row) => row.linkReason !== null || row.draftReason !== null)).toEqual([]);
  });

  it('two admins who disconnect and add at once end in one true state', async () => {
    await Promise.all([command('disconnect-widget'), add(NUMBER)]);
    const last = await until(widget, (one) => one?.unsubscribe !== 'due');
    const isNeeded = last?.draftReason !== 'disconnected';
    expect(account().apps.has(APP_ID)).toBe(isNeeded);
  });
});
