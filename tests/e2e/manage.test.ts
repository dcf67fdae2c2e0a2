/** The manage page: every room, for whom it is, and by keyboard. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import * as bodies from '../fixtures/bodies.ts';
import { pairDevice, until } from '../make.ts';
import { violations } from './axe.ts';
import { type Desk, goTo, openManage, press, sees, sitDown } from './desk.ts';
import { liveTwoMonths } from './manage-life.ts';

const rooms = {
  widgets: 'Widgets',
  metrics: 'Recent metrics',
  people: 'People',
  duplicates: 'Duplicate contacts',
  deliveries: 'Deliveries from Meta',
  settings: 'Settings',
};

const focused = (page: Page, what: 'textContent' | 'ariaLabel' | 'id') =>
  page.evaluate((key) => document.activeElement?.[key] ?? '', what);

describe.each(browserNames)('the manage page in %s', (name) => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await sitDown(name, { role: 'admin' });
    await liveTwoMonths(desk.world, Date.now());
    page = await openManage(desk, 'widgets');
  });
  afterAll(async () => {
    expect(desk.errors).toEqual([]);
    await desk.close();
  });

  it('has its rooms, each with its title, and nothing in the way of anybody', async () => {
    for (const [room, title] of Object.entries(rooms)) {
      await goTo(page, room);
      await sees(page, title, 'h2');
      await page.waitForFunction(() => !document.querySelector('.waiting'));
      // Whoever listens begins at the room's title.
      expect(await focused(page, 'id'), room).toBe(room === 'widgets' ? '' : 'room');
      expect(await violations(page), room).toEqual([]);
    }
    // Firefox can't be told to be dark from outside; its colours are the same.
    if (name === 'firefox') return;
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    for (const room of Object.keys(rooms)) {
      await goTo(page, room);
      await page.waitForFunction(() => !document.querySelector('.waiting'));
      expect(await violations(page), `${room} in the dark`).toEqual([]);
    }
    await page.emulateMediaFeatures([]);
  });

  it('shows the numbers of thirty days as bars that the arrow keys walk along', async () => {
    await goTo(page, 'metrics');
    await page.waitForSelector('.plot button');
    expect((await page.$$('.plot:not(.low) button')).length).toBe(30);
    // One stop for the Tab key.
    expect((await page.$$('.plot:not(.low) button[tabindex="0"]')).length).toBe(1);
    await page.focus('.plot:not(.low) button[tabindex="0"]');
    await page.keyboard.press('ArrowLeft');
    const yesterday = await focused(page, 'ariaLabel');
    expect(yesterday).toMatch(/: \d+ messages · Customers \d+ · Phone \d+/);
    await sees(page, String(yesterday), 'figcaption');
    await page.keyboard.press('Home');
    expect(await focused(page, 'ariaLabel')).not.toBe(yesterday);
  });

  it('tells one widget’s state, what Meta says of it, and where to change it', async () => {
    await goTo(page, 'widgets');
    await page.waitForSelector('th a');
    // The second is one that the fake Meta knows.
    await page.click('tr:last-child th a');
    await sees(page, 'What Meta says', 'h3');
    await sees(page, 'Linked to this app', 'dd');
    await press(page, 'Ask Meta now');
    await sees(page, 'Connected', 'dd');
    await sees(page, 'asked today', '.two');
    await sees(page, 'asks for 2 minutes, then the bot answers', 'dd');
    expect(await page.$eval('a.quiet', (link) => link.textContent)).toBe('Configure');
    expect(await violations(page)).toEqual([]);
  });
});

describe('in the rooms of the manage page', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await sitDown('chromium', { role: 'owner' });
    await desk.say('m1', 'hello');
    page = await openManage(desk, 'people');
  });
  afterAll(async () => {
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
  const pairBy = async (link: string, name: string) =>
    pairDevice(desk.world.server.url, new URL(link).hash.slice(1), name);

  it('somebody is invited by a link, gets another role, and is removed', async () => {
    await press(page, 'As an agent');
    const link = await (await page.waitForSelector('.invite input'))?.evaluate(
      (box) => (box as HTMLInputElement).value,
    );
    const ben = await pairBy(link ?? '', 'Ben');
    await sees(page, 'Used.', '.invite');
    await sees(page, 'Ben', '.people h3');
    await page.select('select[aria-label="Role of Ben"]', 'admin');
    await sees(page, 'Make Ben an admin?', '.confirm');
    await press(page, 'Change role');
    await until(async () => (await ben.ask('/api/people')).status === 200);
    await sees(page, 'Admin ·', '.people .role');

    await press(page, 'Remove Ben');
    await sees(page, 'Remove Ben? All their browsers are cut off at once.', '.confirm');
    expect(await focused(page, 'textContent')).toBe('Remove Ben');
    await page.keyboard.press('Escape');
    expect(await focused(page, 'ariaLabel')).toBe('Remove Ben');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until(async () => (await ben.ask('/api/people')).status === 401);
    await page.waitForFunction(() => document.querySelectorAll('.people > li').length === 1);
  });

  it('the only owner is told why nothing of theirs can be changed', async () => {
    await sees(page, 'The only owner.', '.people');
    expect(await page.$('select[aria-label="Role of Ada"]')).toBeNull();
  });

  it('another browser is paired as oneself, and revoked', async () => {
    await press(page, 'Pair another browser for Ada');
    const link = await (await page.waitForSelector('.people .copy input'))?.evaluate(
      (box) => (box as HTMLInputElement).value,
    );
    const second = await pairBy(link ?? '', 'Whoever');
    expect(second.agent.name).toBe('Ada');
    await page.waitForFunction(() => document.querySelectorAll('.devices li').length === 3);
    const buttons = await page.$$('.devices li:last-child button');
    await buttons[0]?.click();
    await press(page, 'Revoke browser');
    await until(async () => (await second.ask('/api/widgets')).status === 401);
    await page.waitForFunction(() => document.querySelectorAll('.devices li').length === 2);
  });

  it('contacts are merged, and taken apart again', async () => {
    const ana = { name: 'Ana', phone: '5511987654321', bsuid: 'BR.1' };
    await desk.say('a1', 'Olá', ana);
    await desk.say('a2', 'Olá', { name: 'Ana S', phone: '551187654321', bsuid: 'BR.2' });
    await goTo(page, 'duplicates');
    await press(page, 'Merge: Ana, Ana S');
    await sees(page, 'Merge Ana and Ana S into one contact?', '.confirm');
    await page.keyboard.press('Enter');
    await sees(page, 'No contacts look like the same person.');
    await press(page, 'Take apart: Ana, Ana S');
    await page.keyboard.press('Enter');
    await sees(page, 'Nobody has merged any contacts.');
    await sees(page, 'Their phone numbers are two ways of writing one number.');
  });

  it('deliveries are counted, and what couldn’t be read is tried again', async () => {
    await desk.world.meta.deliver(desk.world.webhook, { object: 'x' }, 'another secret');
    await desk.world.deliver({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'holograms', value: { a: 1 } }] }],
    });
    const elsewhere = bodies.accountBody('PARTNER_REMOVED', Date.now(), {}, '555000111');
    await desk.world.deliver(elsewhere);
    await goTo(page, 'deliveries');
    await sees(page, 'account 555000111', '[data-notices]');
    await sees(page, 'Refused: not signed by a secret that we know', '.outcomes');
    await sees(page, 'A kind of news that this version doesn’t know', '.outcomes');
    await page.click('.outcomes button');
    await sees(page, 'One still can’t be read', '[role=status]');
    await sees(page, 'tried once', '.outcomes');
    const [aside] = await desk.world.server.store.read.selectFrom('aside').selectAll().execute();
    expect(aside?.tries).toBe(1);
  });

  it('settings are kept; deleting is asked about first', async () => {
    await goTo(page, 'settings');
    await page.waitForSelector('#workspace-name');
    await page.type('#workspace-name', 'Shop HK');
    await page.type('#workspace-zone', 'Mars/Olympus');
    await press(page, 'Save');
    await sees(page, 'That isn’t a time zone.', '.wrong');
    expect(await focused(page, 'id')).toBe('workspace-zone');
    await page.$eval('#workspace-zone', (box) => (box as HTMLInputElement).select());
    await page.type('#workspace-zone', 'Asia/Hong_Kong');
    await page.select('#workspace-keep', '365');
    await page.click('form button[type=submit]');
    await sees(page, 'Delete every conversation that has been silent for 1 year', '.confirm');
    const saved = async () =>
      (
        (await (await desk.world.owner.ask('/api/workspace')).json()) as {
          settings: { name: string; keepDays: number | null };
        }
      ).settings;
    expect((await saved()).keepDays).toBeNull();
    await press(page, 'Delete old conversations');
    await sees(page, 'Saved.', '[role=status]');
    expect(await saved()).toEqual({
      name: 'Shop HK',
      timeZone: 'Asia/Hong_Kong',
      keepDays: 365,
    });
  });

  it('a secret is entered, and never seen again', async () => {
    await press(page, 'Enter: App id');
    await page.keyboard.type('a b');
    await page.keyboard.press('Enter');
    await sees(page, 'That can’t be right', '.wrong');
    await page.keyboard.press('Escape');
    await press(page, 'Enter: App secret');
    expect(await focused(page, 'id')).toBe('secret-app-secret');
    expect(await page.$eval('#secret-app-secret', (box) => (box as HTMLInputElement).type)).toBe(
      'password',
    );
    await page.keyboard.type('sesame-open-1234');
    await page.keyboard.press('Enter');
    await sees(page, 'Entered today', '.outcomes');
    const answer = await (await desk.world.owner.ask('/api/setup')).text();
    expect(answer).not.toContain('sesame');
    expect(await page.content()).not.toContain('sesame');
    // Both are good now: what was entered, and what the server was started with.
    const { deliver } = desk.world.meta;
    expect(await deliver(desk.world.webhook, { object: 'y' }, 'sesame-open-1234')).toBe(200);
    await press(page, 'Take away: App secret');
    await page.keyboard.press('Enter');
    await press(page, 'Enter: App secret');
    expect(await deliver(desk.world.webhook, { object: 'y' }, 'sesame-open-1234')).toBe(401);
  });

  it('the numbers are saved as a file that no spreadsheet runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'deskside-csv-'));
    const session = await desk.extension.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder,
    });
    await goTo(page, 'metrics');
    await press(page, 'Save as CSV');
    const [file] = await until(
      () => readdirSync(folder).filter((one) => one.endsWith('.csv')),
      (found) => found.length > 0,
    );
    const text = readFileSync(join(folder, file ?? ''), 'utf8');
    expect(text).toMatch(/^\ufeffday,widget,/);
    // The widget is still called by its number, which begins like a formula.
    expect(text).toMatch(/,"'\+85255550100",/);
  });

  it('a role that is taken away closes the page at once', async () => {
    const cat = await pairBy(`http://x/#${await desk.world.owner.codeFor('admin')}`, 'Cat');
    const { id } = cat.agent;
    await desk.world.owner.ask(`/api/people/${id}/role`, {
      method: 'POST',
      body: JSON.stringify({ role: 'owner' }),
    });
    const ada = desk.world.owner.agent.id;
    await cat.ask(`/api/people/${ada}/role`, {
      method: 'POST',
      body: JSON.stringify({ role: 'agent' }),
    });
    await sees(page, 'This page is for admins');
    expect(await violations(page)).toEqual([]);
  });
});
