/** Both real browsers with the built extension, driven alike. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

export const browserNames = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof browserNames)[number];

export const outputs = {
  chromium: join(import.meta.dirname, '../../extension/.output/chrome-mv3'),
  firefox: join(import.meta.dirname, '../../extension/.output/firefox-mv3'),
};

const candidates = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
};

export const pathOf = (name: BrowserName): string => {
  const found = candidates[name].find((path) => existsSync(path));
  if (!found) throw new Error(`${name} isn't installed. Run npm test, or install it.`);
  return found;
};

const GECKO_ID = 'deskside@deskside.example';

export interface Extension {
  name: BrowserName;
  browser: Browser;
  /** Opens a page of the extension in a tab. */
  open: (path: string) => Promise<Page>;
  close: () => Promise<void>;
}

export interface LaunchOptions {
  /** A profile to keep, for what must survive the browser. */
  profile?: string;
  args?: string[];
  prefs?: Record<string, unknown>;
}

export const launch = (name: BrowserName, options: LaunchOptions = {}): Promise<Extension> =>
  name === 'chromium' ? launchChromium(options) : launchFirefox(options);

const launchChromium = async ({ profile, args = [] }: LaunchOptions): Promise<Extension> => {
  const browser = await puppeteer.launch({
    executablePath: pathOf('chromium'),
    pipe: true,
    enableExtensions: [outputs.chromium],
    ...(profile ? { userDataDir: profile } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  });
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension:'),
  );
  const origin = worker.url().split('/', 3).join('/');
  return {
    name: 'chromium',
    browser,
    open: async (path) => {
      const page = await browser.newPage();
      await page.goto(`${origin}/${path}`);
      return page;
    },
    close: () => browser.close(),
  };
};

/** The address of the pages comes from a uuid that is pinned by a preference. */
const launchFirefox = async ({ profile, prefs = {} }: LaunchOptions): Promise<Extension> => {
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: pathOf('firefox'),
    args: ['--remote-allow-system-access'],
    ...(profile ? { userDataDir: profile } : {}),
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
      'xpinstall.signatures.required': false,
      ...prefs,
    },
  });
  await browser.installExtension(outputs.firefox);
  return {
    name: 'firefox',
    browser,
    open: async (path) => {
      const page = await browser.newPage();
      // The page loads, but its load event is never reported.
      await page
        .goto(`moz-extension://${uuid}/${path}`, { timeout: 1_000 })
        .catch((error: unknown) => {
          if (!(error instanceof Error) || !/timeout/i.test(error.message)) throw error;
        });
      await page.waitForSelector('#app > *', { timeout: 20_000 });
      return page;
    },
    close: () => browser.close(),
  };
};

/** Chromium's real side panel, opened by a real click in the popup's page. */
export const openSidePanel = async ({ browser }: Extension, popup: Page): Promise<Page> => {
  await popup.bringToFront();
  await popup.click('.wide');
  const target = await browser.waitForTarget((one) => one.url().endsWith('sidepanel.html'));
  const panel = await target.asPage();
  // It opens with an animation.
  await panel.waitForFunction(() => window.innerWidth > 0);
  return panel;
};

export const pairPopup = async (popup: Page, link: string, name = 'Ada'): Promise<void> => {
  await popup.waitForSelector('#address');
  await popup.type('#address', link);
  await popup.type('#name', name);
  await popup.click('button[type=submit]');
  await popup.waitForSelector('.wide');
};
