/** Every checklist from its first step to its last, closed and opened again after each. */
import { checklists } from '@deskside/shared/checklists/all';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../make.ts';
import { violations } from './axe.ts';
import { type Desk, sees, sitDown } from './desk.ts';
import { type Does, fill, goHome, openChecklist, patient, press, walk } from './walk.ts';

const number = async (popup: Parameters<Does[string]>[0]) => {
  await fill(popup, '.step[aria-current=step] input', '+852 9123 4567');
  await sees(popup, 'Hong Kong · mobile', '.judged');
  await press(popup, '.step[aria-current=step] button[type=submit]');
};
const typeNumber = async (popup: Parameters<Does[string]>[0]) => {
  await fill(popup, '.step[aria-current=step] input', '+852 9123 4567');
  await popup.waitForSelector('.judged');
  await press(popup, '.step[aria-current=step] button[type=submit]');
};
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Those that are said, typed and waited for; the machine's own are walked in their own tests. */
const byHand = [
  'before-you-connect',
  'can-this-number-be-used',
  'export-chats',
  'delete-app-account',
  'move-provider',
] as const;

describe('a number, in firefox and in Chinese', patient, () => {
  it('is judged as it is typed, and walked to its end', async () => {
    const desk = await sitDown('firefox', { role: 'admin' });
    await press(desk.popup, '.bar .quiet');
    await openChecklist(desk.popup, 'can-this-number-be-used');
    const typed = async (text: string, said: string) => {
      await fill(desk.popup, '.step[aria-current=step] input', text);
      await sees(desk.popup, said, '.step[aria-current=step]');
    };
    await typed('10655', '這是短號碼');
    await typed('9123 4567', '國家或地區碼開首');
    await typed('+1 800 234 5678', '免費電話');
    await typed('+852 1111 1111', '沒有已知的這類號碼');
    const { popup } = await walk({
      desk,
      popup: desk.popup,
      does: {
        number: async (page) => {
          await fill(page, '.step[aria-current=step] input', '+852 9123 4567');
          await sees(page, '中國香港特別行政區 · 流動電話', '.judged');
          await press(page, '.step[aria-current=step] button[type=submit]');
        },
      },
    });
    await sees(popup, '這個號碼可以用', '.finished');
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});

describe('a number that is freed on an iPhone, in Chinese', patient, () => {
  it.each([
    ['before-you-connect', 'firefox', 'way', 'free-number'],
    // A timer's three minutes can only be let go by in Chromium.
    ['delete-app-account', 'chromium', 'phone', 'iphone'],
  ] as const)('%s is walked by its other branch, in %s', async (id, browser, fork, choice) => {
    const desk = await sitDown(browser, { role: 'admin' });
    await press(desk.popup, '.bar .quiet');
    await openChecklist(desk.popup, id);
    const { popup, walked } = await walk({
      desk,
      popup: desk.popup,
      does: { number: typeNumber, [fork]: (page) => press(page, `[data-choice=${choice}]`) },
      timersMs: { 'three-minutes': 3 * MINUTE },
    });
    const steps = checklists.find((one) => one.id === id)?.steps ?? [];
    const expected = steps.filter(
      ({ kind, when }) => kind !== 'check' && (!when || when.value === choice),
    );
    expect(walked).toEqual(expected.map((one) => one.id));
    await sees(popup, '已完成', '.finished');
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});

describe('a checklist, in chromium', patient, () => {
  let desk: Desk | undefined;
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
  });

  it.each(byHand)('%s is walked to its end', async (id) => {
    desk = await sitDown('chromium', { role: 'admin', env: { DESKSIDE_PRACTICE: 'on' } });
    await openChecklist(desk.popup, id);
    const { webhook: address } = desk.world;
    const query = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify-me';
    const { popup, walked } = await walk({
      desk,
      popup: desk.popup,
      does: {
        number,
        // What can be proved isn't ticked by hand: Meta asks, and is answered.
        webhook: (page) => sees(page, 'Meta hasn’t asked yet', '[data-step=webhook]'),
      },
      meanwhile: { webhook: () => fetch(`${address}?${query}`) },
      timersMs: { 'three-minutes': 3 * MINUTE },
    });
    const steps = checklists.find((one) => one.id === id)?.steps ?? [];
    const expected = steps.filter(
      ({ kind, when }) =>
        kind !== 'check' && (!when || when.value === 'keep-app' || when.value === 'android'),
    );
    expect(walked.filter((step) => expected.some((one) => one.id === step))).toEqual(
      expected.map((one) => one.id),
    );
    await sees(popup, 'Finished', '.finished');
    expect(await popup.$$('.step[data-state=open], .step[data-state=refused]')).toEqual([]);
    expect(await violations(popup)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  it('connect-webhook is walked with the practice number, and proved false for a real one', async () => {
    desk = await sitDown('chromium', { role: 'admin', env: { DESKSIDE_PRACTICE: 'on' } });
    await openChecklist(desk.popup, 'connect-webhook');
    await press(desk.popup, '[data-choice=real]');
    await sees(desk.popup, 'Nothing is set yet', '[data-step=public-address]');
    await press(desk.popup, '[data-step=with] .plain');
    await desk.popup.waitForSelector('[data-choice=practice]');
    const { popup, walked } = await walk({
      desk,
      popup: desk.popup,
      does: { with: (page) => press(page, '[data-choice=practice]') },
    });
    expect(walked).toContain('callback');
    expect(await violations(popup)).toEqual([]);
    expect(await popup.$$('.step:not([data-state=done])')).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  it('delete-from-business-account waits thirty days from a day that was entered', async () => {
    desk = await sitDown('chromium', { role: 'admin' });
    await openChecklist(desk.popup, 'delete-from-business-account');
    const day = new Date(Date.now() - 40 * DAY).toISOString().slice(0, 10);
    const { popup, walked } = await walk({
      desk,
      popup: desk.popup,
      does: {
        number,
        whose: (page) => press(page, '[data-choice=other]'),
        'last-paid-date': async (page) => {
          await page.$eval(
            '[aria-current=step] input[type=date]',
            (box, value) => {
              (box as HTMLInputElement).value = value;
              box.dispatchEvent(new Event('input', { bubbles: true }));
            },
            day,
          );
          await press(page, '[aria-current=step] button[type=submit]');
        },
      },
      timersMs: { 'five-minutes': 5 * MINUTE },
    });
    expect(walked).toEqual(expect.arrayContaining(['bin', 'password', 'five-minutes', 'again']));
    await sees(popup, 'The time was up', '[data-step=thirty-days]');
    expect(await violations(popup)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  it('is taken back by a step, and begun anew, with its history', async () => {
    desk = await sitDown('chromium', { role: 'admin' });
    await openChecklist(desk.popup, 'before-you-connect');
    await press(desk.popup, '[data-say=no]');
    await sees(desk.popup, 'Ask somebody with full control', '.strip.note');
    await press(desk.popup, '[data-say=yes]');
    await desk.popup.waitForSelector('[data-step=way][aria-current=step]');
    await press(desk.popup, '[data-step=admin] .plain');
    await desk.popup.waitForSelector('[data-step=admin][aria-current=step]');
    await press(desk.popup, '[data-say=yes]');
    await desk.popup.waitForSelector('[data-step=way][aria-current=step]');
    await press(desk.popup, '[data-act=restart]');
    await sees(desk.popup, 'Start “Before you connect” over?', '.confirm');
    await press(desk.popup, '.confirm .go');
    await desk.popup.waitForSelector('[data-step=admin][aria-current=step]');
    await press(desk.popup, 'details summary');
    await sees(desk.popup, 'Started over', '.history');
    await sees(desk.popup, 'Taken back: You are an admin', '.history');
    await press(desk.popup, '[data-act=remove]');
    await press(desk.popup, '.confirm .go');
    await desk.popup.waitForSelector('.lists');
    expect(await desk.popup.$('[data-begun]')).toBe(null);
    expect(desk.errors).toEqual([]);
  });

  it('add-widget, disconnect and delete are walked with the practice number', async () => {
    desk = await sitDown('chromium', { role: 'admin', env: { DESKSIDE_PRACTICE: 'on' } });
    const { world } = desk;
    const practice = async () =>
      (await world.owner.snapshot()).widgets.find(({ isPractice }) => isPractice);
    const isUnlinked = async () =>
      (await world.owner.snapshot()).proofs.some(({ check, isOk }) => check === 'unlinked' && isOk);
    await sees(desk.popup, 'Practice', '.widget');
    await openChecklist(desk.popup, 'disconnect');
    const gone = await walk({
      desk,
      popup: desk.popup,
      does: {
        disconnect: async (popup) => {
          await press(popup, '[data-act=disconnect]');
          await popup.waitForSelector('.confirm[open]');
          await press(popup, '.confirm .go');
        },
        // Its people press the buttons on the phone after a while, and its Meta tells.
        unlinked: () => until(isUnlinked, Boolean, 60_000),
      },
    });
    await sees(gone.popup, 'Meta told us', '[data-step=unlinked]');

    await goHome(gone.popup);
    await openChecklist(gone.popup, 'delete-from-business-account');
    const free = await walk({
      desk,
      popup: gone.popup,
      timersMs: { 'five-minutes': 5 * MINUTE },
      does: {
        number: async (popup) => {
          await fill(popup, '.step[aria-current=step] input', (await practice())?.phone ?? '');
          await press(popup, '.step[aria-current=step] button[type=submit]');
        },
      },
    });
    expect(free.walked).toContain('again');
    await sees(free.popup, 'Checked by Deskside', '[data-step=gone]');

    await goHome(free.popup);
    await openChecklist(free.popup, 'add-widget');
    const { walked } = await walk({
      desk,
      popup: free.popup,
      does: {
        way: (popup) => press(popup, '[data-choice=practice]'),
        practice: (popup) => press(popup, '[data-act=practice]'),
        enable: (popup) => press(popup, '[data-act=enable]'),
      },
    });
    expect(walked.slice(0, 2)).toEqual(['way', 'practice']);
    expect(await practice()).toMatchObject({ draftReason: null });
    expect(desk.errors).toEqual([]);
  });

  it('configure-widget leads to the widget’s own page and back', async () => {
    desk = await sitDown('chromium', { role: 'admin', env: { DESKSIDE_PRACTICE: 'on' } });
    await sees(desk.popup, 'Practice', '.widget');
    await openChecklist(desk.popup, 'configure-widget');
    const { popup, walked } = await walk({ desk, popup: desk.popup });
    expect(walked).toEqual(['widget', 'appearance', 'behaviour', 'advanced']);
    expect(await violations(popup)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});
