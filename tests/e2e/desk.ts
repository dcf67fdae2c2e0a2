/** An agent at a desk: a server, the line to it, a browser with the extension, paired, inbox open. */
import type { Role } from '@deskside/shared/models';
import type { Page } from 'puppeteer-core';
import {
  type BrowserName,
  type Extension,
  type LaunchOptions,
  launch,
  openSidePanel,
  pairPopup,
} from '../../backend/cli/browsers.ts';
import { type Line, startLine } from '../fakes/line.ts';
import * as bodies from '../fixtures/bodies.ts';
import { makeWorld, type World } from '../make.ts';

export const mei: bodies.Someone = { name: 'Mei Chan', phone: '85291234567', bsuid: 'HK.100' };

export interface Desk {
  world: World;
  line: Line;
  extension: Extension;
  popup: Page;
  panel: Page;
  /** What went wrong in the pages, in their own words. */
  errors: string[];
  say: (id: string, text: string, who?: bodies.Someone) => Promise<number>;
  close: () => Promise<void>;
}

/** Chromium's panel is the real one; Firefox's sidebar page stands in a tab, where it can be driven. */
const openPanel = (extension: Extension, popup: Page): Promise<Page> =>
  extension.name === 'chromium'
    ? openSidePanel(extension, popup)
    : extension.open('sidepanel.html');

export const sitDown = async (
  name: BrowserName,
  {
    role = 'agent',
    env = {},
    ...options
  }: LaunchOptions & { role?: Role; env?: Record<string, string> } = {},
): Promise<Desk> => {
  const world = await makeWorld('sqlite', { env });
  // Where a proxy gives the server its public address, the line leads to the server itself.
  const { DESKSIDE_PORT: port } = env;
  const line = await startLine(port ? `http://127.0.0.1:${port}` : world.server.url);
  const extension = await launch(name, options);
  const errors: string[] = [];
  const popup = await extension.open('popup.html');
  watch(popup, errors);
  const code = await world.owner.codeFor(role);
  await pairPopup(popup, `${line.url}/pair#${code}`, 'Ben');
  const panel = await openPanel(extension, popup);
  watch(panel, errors);
  await isLive(panel);
  return {
    world,
    line,
    extension,
    popup,
    panel,
    errors,
    say: (id, text, who = mei) => world.deliver(bodies.textBody(who, id, Date.now(), text)),
    close: async () => {
      await extension.close();
      await line.close();
      await world.close();
    },
  };
};

export const watch = (page: Page, errors: string[]): void => {
  page.on('pageerror', (error) => errors.push(String(error)));
};

export const isLive = (page: Page) => page.waitForSelector('.live.is-live', { timeout: 30_000 });

/** Waits until the page shows this text. Looks by the clock: a page that nobody sees draws no frames. */
export const sees = (page: Page, text: string, selector = 'body') =>
  page.waitForFunction(
    (words: string, where: string) =>
      [...document.querySelectorAll<HTMLElement>(where)].some((one) =>
        // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the DOM holds.
        one.innerText.includes(words),
      ),
    { timeout: 30_000, polling: 50 },
    text,
    selector,
  );

export const openThread = async (page: Page): Promise<void> => {
  await page.waitForSelector('.row');
  await page.click('.row');
  await page.waitForSelector('textarea');
};

export const write = async (page: Page, text: string): Promise<void> => {
  await page.type('textarea', text);
  await page.keyboard.press('Enter');
};

export const newLink = async ({ world, line }: Desk): Promise<string> =>
  `${line.url}/pair#${await world.owner.codeFor('agent')}`;

/** A room of the manage page, in a tab of its own. */
export const openManage = async ({ extension, errors }: Desk, room: string): Promise<Page> => {
  const page = await extension.open('manage.html');
  watch(page, errors);
  await isLive(page);
  await goTo(page, room);
  return page;
};

export const goTo = async (page: Page, room: string): Promise<void> => {
  await (await page.waitForSelector(`.nav a[href="#${room}"]`))?.click();
  await page.waitForSelector(`.nav a[href="#${room}"][aria-current=page]`);
};

/** Presses the button, or the link, of this name: what it says, or what it is called. */
export const press = async (page: Page, name: string): Promise<void> => {
  const found = await page.waitForSelector(`::-p-aria(${name})`, { visible: true });
  await found?.click();
};

export const unpair = async (popup: Page): Promise<void> => {
  await popup.bringToFront();
  // By the page, because rows that arrive just now move what stands below them.
  for (const act of ['unpair', 'unpair-yes'])
    await (await popup.waitForSelector(`[data-act=${act}]`))?.evaluate((button) =>
      (button as HTMLElement).click(),
    );
  await popup.waitForSelector('#address');
};

/** The draft as it stands on the disk, seen from another page. */
export const draftOf = (page: Page) =>
  page.evaluate(async () => {
    const [info] = await indexedDB.databases();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(info?.name ?? '');
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ text: string }[]>((resolve) => {
      const request = db.transaction('drafts').objectStore('drafts').getAll();
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return rows[0]?.text;
  });
