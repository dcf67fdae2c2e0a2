/** Pictures of the manage page after two months. Wide, narrow, and as
 * narrow as 200 % of 800 makes it. */
import type { Page } from 'puppeteer-core';
import type { Extension } from '../../backend/cli/browsers.ts';
import { startFakeMeta } from '../fakes/meta.ts';
import { goTo, isLive } from './desk.ts';
import { liveTwoMonths } from './manage-life.ts';

interface Look {
  scheme: 'light' | 'dark';
  width: number;
  language: 'en' | 'zh-Hant';
}
type TakeOne = (page: Page, name: string, look: Look, height?: number) => Promise<void>;

const looks: readonly Look[] = [
  { scheme: 'light', width: 1152, language: 'en' },
  { scheme: 'dark', width: 1400, language: 'zh-Hant' },
  { scheme: 'dark', width: 800, language: 'en' },
  { scheme: 'light', width: 400, language: 'zh-Hant' },
];
const rooms = ['widgets', 'metrics', 'people', 'duplicates', 'deliveries', 'settings'] as const;

export const takeManage = async (
  extension: Extension,
  url: string,
  takeOne: TakeOne,
): Promise<void> => {
  const meta = await startFakeMeta();
  const webhook = `${url}/webhooks/whatsapp`;
  await liveTwoMonths(
    { meta, webhook, deliver: (body) => meta.deliver(webhook, body) },
    Date.now(),
  );
  await meta.close();
  const page = await extension.open('manage.html');
  await isLive(page);
  const isThere = () =>
    page.waitForFunction(
      () => document.querySelector('h2') && !document.querySelector('.waiting'),
      { polling: 50 },
    );
  for (const room of rooms) {
    await goTo(page, room);
    await isThere();
    for (const look of looks) await takeOne(page, `manage-${room}`, look, 900);
  }
  await goTo(page, 'widgets');
  await (await page.waitForSelector('tr:last-child th a'))?.click();
  await page.waitForSelector('.two');
  await isThere();
  for (const look of looks) await takeOne(page, 'manage-widget', look, 1000);
  await page.close();
};
