import { newId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { type Device, databases, makeWorld, pairDevice, until, type World } from '../make.ts';

const mei = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };
const HOUR = 3_600_000;
const NUMBERS = ['101', '102', '103', '104', '105'];

describe.each(databases)('the channel and its widgets on %s', (kind) => {
  let world: World;
  let now = 1_790_000_000_000;
  beforeEach(async () => {
    now = 1_790_000_000_000;
    world = await makeWorld(kind, { clock: () => now });
    for (const number of NUMBERS)
      await world.deliver(bodies.textBody(mei, `m${number}`, now - HOUR, 'hello', number));
  });
  afterEach(() => world.close());

  const widgets = async () => (await world.owner.snapshot()).widgets;
  const reasons = async () => (await widgets()).map(({ draftReason }) => draftReason);
  const nth = async (index: number): Promise<Widget> => {
    const widget = (await widgets())[index];
    if (!widget) throw new Error('no such widget');
    return widget;
  };
  const ask = (command: object, by: Device = world.owner) =>
    by.command({ id: newId(), ...command });
  const turn = async (type: string, index: number) =>
    ask({ type, widgetId: (await nth(index)).id });
  const switchTo = (isOn: boolean) => ask({ type: 'switch-channel', isOn });
  const reply = async (text: string) => {
    const [conversation] = (await world.owner.snapshot()).conversations;
    const id = newId();
    const answer = await ask({ id, type: 'reply', conversationId: conversation?.id, text });
    return { id, answer };
  };
  const message = async (id: string) =>
    (await world.owner.snapshot()).messages.find((one) => one.id === id);

  it('off makes drafts of what is enabled, on brings back exactly those', async () => {
    await ask({ type: 'pause-widget', widgetId: (await nth(1)).id });
    await ask({ type: 'disconnect-widget', widgetId: (await nth(2)).id });
    // Taking our app away from the account is tried at once, and beside all this.
    const before = await until(widgets, (all) => all.every((one) => one.unsubscribe !== 'due'));
    const { seq } = await world.owner.snapshot();
    expect((await switchTo(false)).status).toBe(200);
    expect(await reasons()).toEqual([
      'channel-off',
      'paused',
      'disconnected',
      'channel-off',
      'channel-off',
    ]);
    const { channel } = await world.owner.snapshot();
    expect(channel).toEqual({ id: 'whatsapp', isOn: false, changedAt: now });
    // One transaction: the stream carries the switch, and the widgets that it stops, and nothing else.
    const { events } = await world.owner.changes(seq);
    expect((events as { type: string }[]).map(({ type }) => type)).toEqual([
      'channel',
      'widget',
      'widget',
      'widget',
    ]);
    await switchTo(true);
    expect(await widgets()).toEqual(before);
  });

  it('what is enabled, paused or unlinked while it is off is as it should be afterwards', async () => {
    await turn('pause-widget', 0);
    await switchTo(false);
    await turn('enable-widget', 0);
    await turn('pause-widget', 1);
    await turn('disconnect-widget', 2);
    await world.deliver(bodies.textBody(mei, 'm6', now, 'a number nobody knew', '106'));
    expect(await reasons()).toEqual([
      'channel-off',
      'paused',
      'disconnected',
      'channel-off',
      'channel-off',
      'channel-off',
    ]);
    await switchTo(true);
    expect(await reasons()).toEqual([null, 'paused', 'disconnected', null, null, null]);
  });

  it('switching to what it is already changes nothing, even for two at once', async () => {
    const answers = await Promise.all([switchTo(false), switchTo(false)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { channel, seq } = await world.owner.snapshot();
    now += 1000;
    await switchTo(false);
    expect(await world.owner.snapshot()).toMatchObject({ channel, seq });
  });

  it('a draft widget still receives, and takes no reply', async () => {
    await switchTo(false);
    await world.deliver(bodies.textBody(mei, 'late', now, 'are you there?', '101'));
    const { conversations } = await world.owner.snapshot();
    expect(conversations[0]?.lastMessage?.content).toMatchObject({ text: 'are you there?' });
    const { answer } = await reply('not now');
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'widget-draft' } } });
    expect(world.meta.taken).toEqual([]);
  });

  it('a reply that waits behind another is not sent once the channel is off', async () => {
    const { promise, resolve: release } = Promise.withResolvers<void>();
    world.meta.mood = { kind: 'wait', until: promise };
    const first = await reply('on its way');
    await until(() => world.meta.taken.length === 1);
    const second = await reply('still waiting');
    expect(second.answer.status).toBe(200);
    await switchTo(false);
    release();
    await until(async () => (await message(second.id))?.delivery === 'failed');
    expect(await message(second.id)).toMatchObject({ failure: 'widget-draft' });
    expect(await message(first.id)).toMatchObject({ delivery: 'sent' });
    expect(world.meta.taken.map(({ text }) => text)).toEqual(['on its way']);
  });

  it('a reply that Meta asked to try again later is not sent once its widget is paused', async () => {
    world.meta.mood = { kind: 'refuse', status: 400, code: 80007 };
    const { id } = await reply('try me');
    const { conversations } = await world.owner.snapshot();
    await ask({ type: 'pause-widget', widgetId: conversations[0]?.widgetId });
    world.meta.mood = { kind: 'well' };
    await until(async () => (await message(id))?.delivery === 'failed');
    expect(await message(id)).toMatchObject({ failure: 'widget-draft' });
    expect(world.meta.taken).toEqual([]);
  });

  it('a widget is configured in part, and the rest stays', async () => {
    const { id: widgetId, ...before } = await nth(0);
    const settings = { publicName: '  Chan Repairs ', answering: 'bot', isBotOn: false };
    await Promise.all([
      ask({ type: 'configure-widget', widgetId, settings }),
      ask({ type: 'configure-widget', widgetId, settings: { greeting: '你好', handsOver: false } }),
    ]);
    expect(await nth(0)).toEqual({
      id: widgetId,
      ...before,
      publicName: 'Chan Repairs',
      answering: 'bot',
      isBotOn: false,
      greeting: '你好',
      handsOver: false,
    });
    for (const wrong of [
      { name: ' ' },
      { answerAfterMinutes: 0 },
      { greeting: 'x'.repeat(1025) },
    ]) {
      const answer = await ask({ type: 'configure-widget', widgetId, settings: wrong });
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-request' } } });
    }
  });

  it('says why a widget can’t be enabled or paused, and asking twice is no mistake', async () => {
    expect((await turn('pause-widget', 0)).status).toBe(200);
    expect((await turn('pause-widget', 0)).status).toBe(200);
    expect((await turn('disconnect-widget', 0)).status).toBe(200);
    expect((await turn('pause-widget', 0)).body.error?.code).toBe('already-draft');
    expect((await turn('enable-widget', 0)).body.error?.code).toBe('not-linked');
    expect((await turn('disconnect-widget', 0)).status).toBe(200);
    const gone = await ask({ type: 'enable-widget', widgetId: newId() });
    expect(gone).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  });

  it('is for admins', async () => {
    const agent = await pairDevice(world.server.url, await world.owner.codeFor('agent'), 'Bo');
    const { id: widgetId } = await nth(0);
    for (const command of [
      { type: 'switch-channel', isOn: false },
      { type: 'configure-widget', widgetId, settings: {} },
      { type: 'enable-widget', widgetId },
      { type: 'pause-widget', widgetId },
      { type: 'disconnect-widget', widgetId },
      { type: 'remove-practice' },
    ]) {
      const answer = await ask(command, agent);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    }
    expect(await reasons()).toEqual([null, null, null, null, null]);
  });
});
