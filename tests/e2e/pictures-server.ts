/** Pictures of the pages that the server itself shows. */
import { join } from 'node:path';
import type { Extension } from '../../backend/cli/browsers.ts';

const looks = [
  { scheme: 'light', width: 1200, language: 'en' },
  { scheme: 'dark', width: 480, language: 'zh-HK' },
  { scheme: 'light', width: 280, language: 'zh-HK' },
] as const;

export const takeServerPages = async (
  { browser }: Extension,
  url: string,
  folder: string,
): Promise<void> => {
  const page = await browser.newPage();
  for (const { scheme, width, language } of looks) {
    await page.setExtraHTTPHeaders({ 'accept-language': language });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setViewport({ width, height: 800, deviceScaleFactor: 2 });
    for (const [name, path] of [
      ['front', '/'],
      ['signup', '/signup'],
    ]) {
      await page.goto(url + path, { waitUntil: 'networkidle0' });
      await page.screenshot({
        path: join(folder, `${name}-${scheme}-${width}-${language}.png`) as `${string}.png`,
      });
    }
  }
  await page.close();
};
