/** Opens an installed browser with the extension loaded, paired, and its panel showing the inbox. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { RunningServer } from '../src/server.ts';
import { browserNames, findBrowser, launch, pairPopup } from './browsers.ts';
import { say } from './say.ts';

export const openDesk = async (
  server: RunningServer,
  link: string,
  wanted: string | undefined,
): Promise<() => Promise<void>> => {
  const name = browserNames.find((one) => (!wanted || one === wanted) && findBrowser(one));
  if (!name)
    throw new Error('no Chromium, Chrome, Edge or Firefox was found. Install one of them.');
  const profile = join(process.cwd(), 'data', `browser-${name}`);
  mkdirSync(profile, { recursive: true });
  const extension = await launch(name, { profile, isVisible: true });
  const popup = await extension.open('popup.html');
  // The profile is kept, so it may be paired already; with this server, and still?
  if (!(await isPaired(popup, server.url))) {
    await forgetPairing(popup);
    await pairPopup(popup, link, process.env.USER ?? 'Owner');
  }
  await popup.waitForSelector('.wide');
  await popup.bringToFront();
  await popup.click('.wide');
  say(`${name} is open, paired, with the practice inbox in its panel.`);
  return async () => {
    await extension.close().catch(() => say('The browser was closed already.'));
  };
};

/** The extension's own storage, by the name that each browser gives it. */
interface Globals {
  browser?: { storage: Storage };
  chrome?: { storage: Storage };
}
interface Storage {
  local: {
    get: (key: string) => Promise<Record<string, unknown>>;
    remove: (key: string) => Promise<void>;
  };
}

const isPaired = async (popup: Page, url: string): Promise<boolean> => {
  const stored = (await popup.evaluate(async () => {
    const { browser, chrome } = globalThis as Globals;
    return (browser ?? chrome)?.storage.local.get('pairing');
  })) as { pairing?: { server: string; token: string } } | undefined;
  if (stored?.pairing?.server !== url) return false;
  const { status } = await fetch(`${url}/api/devices`, {
    headers: { authorization: `Bearer ${stored.pairing.token}` },
  });
  return status === 200;
};

const forgetPairing = (popup: Page) =>
  popup.evaluate(async () => {
    const { browser, chrome } = globalThis as Globals;
    await (browser ?? chrome)?.storage.local.remove('pairing');
  });
