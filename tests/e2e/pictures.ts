/**
 * Pictures of every screen, for people to look at: light and dark, three widths, both languages.
 * `pnpm shots`, or `pnpm shots folder`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '@deskside/backend/server';
import type { Page } from 'puppeteer-core';
import { launch, pairPopup } from '../../backend/cli/browsers.ts';
import { buildExtension } from '../../backend/cli/extension.ts';
import { say } from '../../backend/cli/say.ts';
import { startLine } from '../fakes/line.ts';
import { startFakeMeta } from '../fakes/meta.ts';
import { everyKind } from '../fixtures/kinds.ts';
import { makeConfig, OWNER_CODE, quiet } from '../make.ts';
import { isLive, sees } from './desk.ts';
import { takeManage } from './pictures-manage.ts';
import { takeServerPages } from './pictures-server.ts';
import { takeSetup } from './pictures-setup.ts';

const folder = process.argv[2] ?? 'data/pictures';
mkdirSync(folder, { recursive: true });
await buildExtension();
const config = { ...makeConfig(':memory:', null), hasPractice: true };
const server = await startServer(config, quiet, { practiceSecondMs: 150 });
const line = await startLine(server.url);
const extension = await launch('chromium');
const popup = await extension.open('popup.html');

const looks = [
  { scheme: 'light', width: 360, language: 'en' },
  { scheme: 'dark', width: 360, language: 'zh-Hant' },
  { scheme: 'light', width: 280, language: 'zh-Hant' },
  { scheme: 'dark', width: 280, language: 'en' },
  { scheme: 'light', width: 480, language: 'en' },
  { scheme: 'dark', width: 480, language: 'zh-Hant' },
] as const;

const speak = (page: Page, language: string) =>
  page.evaluate(
    (value) =>
      (
        globalThis as unknown as {
          chrome: { storage: { local: { set: (items: object) => Promise<void> } } };
        }
      ).chrome.storage.local.set({ language: value }),
    language,
  );

interface Look {
  scheme: 'light' | 'dark';
  width: number;
  language: 'en' | 'zh-Hant';
}

const takeOne = async (
  page: Page,
  name: string,
  { scheme, width, language }: Look,
  height = 640,
) => {
  await page.bringToFront();
  await speak(page, language);
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  await page.waitForFunction(
    (tag) => document.documentElement.lang.startsWith(tag.slice(0, 2)),
    {},
    language,
  );
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await page.screenshot({
    path: join(folder, `${name}-${scheme}-${width}-${language}.png`) as `${string}.png`,
  });
};

const take = async (page: Page, name: string, height = 640) => {
  for (const look of looks) await takeOne(page, name, look, height);
  await speak(page, 'en');
};

await take(popup, 'pair', 560);
await popup.type('#address', 'http://127.0.0.1:9');
await popup.type('#code', 'ABCD');
await popup.type('#name', 'Ada');
await popup.keyboard.press('Enter');
await popup.waitForSelector('[role=alert]');
await take(popup, 'pair-error', 620);
await popup.reload();
await popup.waitForSelector('#address');
await popup.$eval('#address', (box) => (box as HTMLInputElement).select());
await pairPopup(popup, `${line.url}/pair#${OWNER_CODE}`, 'Ada');

const panel = await extension.open('sidepanel.html');
await isLive(panel);
await sees(panel, 'Aisha Khan');
await sees(panel, 'Can you gift-wrap it?');
await take(panel, 'inbox');
await panel.click('[role=tab]:last-child');
await sees(panel, '李小姐');
await take(panel, 'inbox-all');
const rows = await panel.$$('.row');
const names = await panel.$$eval('.row b', (all) => all.map((one) => one.textContent));
await rows[names.indexOf('李小姐')]?.click();
await panel.waitForSelector('.closed-note');
await take(panel, 'thread-closed');
await panel.keyboard.press('Escape');
await panel.waitForSelector('.row');
const again = await panel.$$eval('.row b', (all) => all.map((one) => one.textContent));
await (await panel.$$('.row'))[again.indexOf('Aisha Khan')]?.click();
await panel.waitForSelector('textarea');
await panel.type('textarea', 'Of course. Which paper would you like?');
await panel.keyboard.press('Enter');
await sees(panel, 'read', '.bubble.agent .at');
await take(panel, 'thread');
await panel.click('[popovertarget]');
await take(panel, 'thread-menu');
await panel.click('[popovertarget]');
line.cut();
await sees(panel, 'Offline since', '.strip');
await panel.waitForSelector('textarea');
await panel.type('textarea', 'Red it is. I will have it ready by five.');
await panel.keyboard.press('Enter');
await panel.waitForSelector('[data-outbox]');
await take(panel, 'thread-offline');
line.mend();
await panel.waitForFunction(() => !document.querySelector('.strip'), { timeout: 40_000 });

await panel.keyboard.press('Escape');
const meta = await startFakeMeta();
for (const body of everyKind({ name: '周敏', phone: '85291234567' }, Date.now() - 40 * 60_000))
  await meta.deliver(`${server.url}/webhooks/whatsapp`, body);
await meta.close();
await sees(panel, 'Thank you', '.row');
await (await panel.$$('.row'))[
  (await panel.$$eval('.row b', (all) => all.map((one) => one.textContent))).indexOf('周敏')
]?.click();
await panel.waitForSelector('.closed-note, textarea');
await take(panel, 'kinds', 1900);
// Last, because it disconnects the practice number.
await panel.keyboard.press('Escape');
await takeSetup(popup, panel, take);
// Last: its numbers would stand in everything before.
await takeManage(extension, server.url, takeOne);

await takeServerPages(extension, server.url, folder);

await extension.close();
await line.close();
await server.close();
say(`Pictures are in ${folder}.`);
