/** What happens when nobody looks: the panel is closed, or the whole browser is killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { browserNames, launch } from '../../backend/cli/browsers.ts';
import { until } from '../make.ts';
import { draftOf, openThread, sees, sitDown, write } from './desk.ts';

interface Globals {
  alarms: { create: (name: string, when: { when: number }) => Promise<void> };
  action: { getBadgeText: (where: object) => Promise<string> };
}

/** The next minute, now: the alarm is the browser's, only its time is moved. */
const ringAlarm = (page: Page) =>
  page.evaluate(async () => {
    const { browser, chrome } = globalThis as unknown as { browser?: Globals; chrome: Globals };
    await (browser ?? chrome).alarms.create('minute', { when: Date.now() + 50 });
  });

const badge = (page: Page) =>
  page.evaluate(() => {
    const { browser, chrome } = globalThis as unknown as { browser?: Globals; chrome: Globals };
    return (browser ?? chrome).action.getBadgeText({});
  });

describe.each(browserNames)('with the panel closed, in %s', (name) => {
  it('the background catches up, says on the toolbar what waits, and sends what waited', async () => {
    const desk = await sitDown(name);
    await desk.say('m1', 'hello');
    await openThread(desk.panel);
    desk.line.cut();
    await sees(desk.panel, 'Offline since', '.strip');
    await write(desk.panel, 'Sent by the background');
    await sees(desk.panel, 'waiting', '[data-outbox]');
    await desk.panel.close();
    desk.line.mend();
    await desk.popup.bringToFront();
    await ringAlarm(desk.popup);
    await until(() => desk.world.meta.taken.length === 1, Boolean, 20_000);
    await until(
      () => badge(desk.popup),
      (text) => text === '',
      20_000,
    );
    await desk.say('m2', 'Is anybody there?');
    await ringAlarm(desk.popup);
    await until(
      () => badge(desk.popup),
      (text) => text === '1',
      20_000,
    );
    expect(desk.world.meta.taken).toHaveLength(1);
    await desk.close();
  });
});

describe.each(browserNames)('killed, %s', (name) => {
  it('sends what waited when it is back, once, and still has the draft', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'deskside-profile-'));
    const desk = await sitDown(name, { profile });
    await desk.say('m1', 'hello');
    await openThread(desk.panel);
    desk.line.cut();
    await sees(desk.panel, 'Offline since', '.strip');
    await write(desk.panel, 'Written before the end');
    await sees(desk.panel, 'waiting', '[data-outbox]');
    await desk.panel.type('textarea', 'Half a thought');
    await until(
      () => draftOf(desk.popup),
      (text) => text === 'Half a thought',
    );
    const process = desk.extension.browser.process();
    process?.kill('SIGKILL');
    await until(() => process?.exitCode !== null || process?.signalCode !== null);
    desk.line.mend();

    const again = await launch(name, { profile });
    const panel = await again.open('sidepanel.html');
    await until(() => desk.world.meta.taken.length === 1, Boolean, 30_000);
    expect(desk.world.meta.taken[0]?.text).toBe('Written before the end');
    await panel.click('[role=tab]:last-child');
    await sees(panel, 'Written before the end', '.row');
    await openThread(panel);
    expect(await panel.$eval('textarea', (box) => box.value)).toBe('Half a thought');
    await panel.waitForFunction(() => !document.querySelector('[data-outbox]'));
    expect(desk.world.meta.taken).toHaveLength(1);
    await again.close();
    await desk.line.close();
    await desk.world.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
});
