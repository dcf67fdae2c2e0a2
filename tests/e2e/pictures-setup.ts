/** Pictures of the setup: the popup, its questions, every checklist, a widget's page. */
import { checklists } from '@deskside/shared/checklists/all';
import type { Page } from 'puppeteer-core';
import { sees } from './desk.ts';
import { fill, goHome, openChecklist, press } from './walk.ts';

type Take = (page: Page, name: string, height?: number) => Promise<void>;

const NOW = '.step[aria-current=step]';

/** How far each is walked before its picture is taken: to a step that shows something of its own. */
const before: Readonly<Record<string, readonly string[]>> = {
  'before-you-connect': ['[data-say=yes]', '[data-choice=keep-app]'],
  'connect-webhook': ['[data-choice=real]'],
  'add-widget': ['[data-choice=token]'],
  disconnect: ['[data-choice]', '[data-say=yes]'],
};

export const takeSetup = async (popup: Page, panel: Page, take: Take): Promise<void> => {
  await sees(popup, 'Practice', '.widget');
  await take(popup, 'popup', 900);
  await press(popup, '[role=switch]');
  await popup.waitForSelector('.confirm');
  await take(popup, 'channel', 560);
  await press(popup, '.confirm .quiet');
  for (const { id } of checklists) {
    await openChecklist(popup, id);
    for (const button of before[id] ?? [])
      await popup
        .waitForSelector(`${NOW} ${button}`)
        .then((one) => one?.evaluate((it) => (it as HTMLElement).click()));
    if (id === 'can-this-number-be-used') await judge(popup, take);
    await take(popup, `checklist-${id}`, 900);
    if (id === 'disconnect') await ask(popup, take);
    await goHome(popup);
  }
  await take(popup, 'popup-checklists', 1200);
  await press(popup, '[data-widget] .quiet');
  await popup.waitForSelector('[name=publicName]');
  await take(popup, 'widget', 1200);
  await goHome(popup);
  await popup.waitForSelector('[data-begun=disconnect]');
  await press(popup, '[data-begun=disconnect]');
  await popup.waitForSelector('[data-act=pin]');
  await press(popup, '[data-act=pin]');
  await panel.waitForSelector(NOW);
  await take(panel, 'pinned', 760);
  await press(panel, '.bar .icon');
  await panel.waitForSelector('.pinned');
  await take(panel, 'pinned-strip', 560);
};

const judge = async (popup: Page, take: Take): Promise<void> => {
  const type = async (number: string) => {
    await fill(popup, `${NOW} input`, number);
    await press(popup, `${NOW} button[type=submit]`);
  };
  await fill(popup, `${NOW} input`, '9123 4567');
  await sees(popup, '+852 9123 4567', '.acts');
  await take(popup, 'number-typed', 620);
  await type('+1 800 234 5678');
  await popup.waitForSelector('[data-step=kind][data-state=refused]');
  await take(popup, 'number-refused', 900);
  await press(popup, '[data-step=number] .plain');
  await popup.waitForSelector(`${NOW} input`);
  await type('+852 9123 4567');
  await popup.waitForSelector('[data-step=kind][data-state=done]');
};

const ask = async (popup: Page, take: Take): Promise<void> => {
  await press(popup, '[data-act=disconnect]');
  await popup.waitForSelector('.confirm');
  await take(popup, 'disconnect-asked', 560);
  await press(popup, '.confirm .go');
  // As far as the phone, where the drawings are.
  await popup
    .waitForSelector('[data-step=phone][aria-current=step] [data-choice=yes]')
    .then((one) => one?.evaluate((it) => (it as HTMLElement).click()));
  await popup.waitForSelector('[data-step=open-app][aria-current=step]', { timeout: 30_000 });
  for (const step of ['open-app', 'settings', 'account', 'platform'])
    await popup
      .waitForSelector(`[data-step=${step}][aria-current=step] [data-say=yes]`)
      .then((one) => one?.evaluate((it) => (it as HTMLElement).click()));
  await popup.waitForSelector('[data-step=connected][aria-current=step]');
  await take(popup, 'disconnect-phone', 1200);
};
