/** Finds installed browsers and drives them with the built extension: for `npm start -- --open`, and
 * for the tests. */
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { outputs } from './extension.ts';

export type BrowserName = keyof typeof outputs;
export const browserNames = ['chromium', 'firefox'] as const satisfies BrowserName[];

const programs = process.env.ProgramFiles ?? 'C:\\Program Files';
const programs86 = process.env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)';

const candidates: Record<BrowserName, readonly string[]> = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    `${programs}\\Google\\Chrome\\Application\\chrome.exe`,
    `${programs86}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ],
  firefox: [
    '/usr/bin/firefox',
    '/usr/bin/firefox-esr',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    `${programs}\\Mozilla Firefox\\firefox.exe`,
  ],
};

export const findBrowser = (name: BrowserName): string | undefined =>
  candidates[name].find((path) => existsSync(path));

const GECKO_ID = 'deskside@deskside.example';
/** The same for every start, so that a profile that is kept finds its data again. */
const PAGES_ID = '5d0b9c5e-6f0a-4f6e-9d5b-0c2f5f2a7a11';

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
  isVisible?: boolean;
}

export const launch = (name: BrowserName, options: LaunchOptions = {}): Promise<Extension> => {
  const path = findBrowser(name);
  if (!path) throw new Error(`${name} isn't installed.`);
  return name === 'chromium' ? launchChromium(path, options) : launchFirefox(path, options);
};

const launchChromium = async (path: string, options: LaunchOptions): Promise<Extension> => {
  const { profile, isVisible = false } = options;
  const isRoot = process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    executablePath: path,
    pipe: true,
    enableExtensions: [outputs.chromium],
    headless: !isVisible,
    // Somebody uses this window; it isn't a test, and needn't say that it is.
    ...(isVisible ? { ignoreDefaultArgs: ['--enable-automation'] } : {}),
    defaultViewport: null,
    ...(profile ? { userDataDir: profile } : {}),
    args: [
      // Chromium's sandbox doesn't run as root.
      ...(isRoot ? ['--no-sandbox'] : []),
      ...(isVisible ? ['--hide-crash-restore-bubble'] : ['--disable-gpu']),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension:'),
  );
  const origin = worker.url().split('/', 3).join('/');
  return {
    name: 'chromium',
    browser,
    open: async (page) => {
      const tab = await browser.newPage();
      await tab.goto(`${origin}/${page}`);
      return tab;
    },
    close: () => browser.close(),
  };
};

/** The address of the extension's pages comes from a uuid, which a preference pins. */
const launchFirefox = async (path: string, options: LaunchOptions): Promise<Extension> => {
  const { profile, isVisible = false } = options;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: !isVisible,
    defaultViewport: null,
    args: ['--remote-allow-system-access'],
    ...(profile ? { userDataDir: profile } : {}),
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: PAGES_ID }),
      'xpinstall.signatures.required': false,
      // A temporary add-on is uninstalled with every end of the browser; its data may stay.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
  });
  await browser.installExtension(outputs.firefox);
  return {
    name: 'firefox',
    browser,
    open: async (page) => {
      const tab = await browser.newPage();
      // The page loads, but its load event is never reported.
      await tab
        .goto(`moz-extension://${PAGES_ID}/${page}`, { timeout: 1_000 })
        .catch((error: unknown) => {
          if (!(error instanceof Error) || !/timeout/i.test(error.message)) throw error;
        });
      await tab.waitForSelector('#app > *', { timeout: 20_000 });
      return tab;
    },
    close: () => browser.close(),
  };
};

export const pairPopup = async (popup: Page, link: string, name: string): Promise<void> => {
  await popup.waitForSelector('#address');
  await popup.type('#address', link);
  // Somebody may have paired here before, and the form remembers the name.
  await popup.$eval('#name', (box) => (box as HTMLInputElement).select());
  await popup.type('#name', name);
  await popup.click('button[type=submit]');
  await popup.waitForSelector('.wide');
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
