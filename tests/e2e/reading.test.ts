/** A long thread: it stays where its reader is, and every message of it can be reached. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import * as bodies from '../fixtures/bodies.ts';
import { until } from '../make.ts';
import { mei, openThread, sees, sitDown } from './desk.ts';

/** Where the first message in sight stands, to the pixel. */
const place = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector('.scroll');
    const edge = box?.getBoundingClientRect().top ?? 0;
    const bubble = [...document.querySelectorAll('.bubble')].find(
      (one) => one.getBoundingClientRect().bottom > edge,
    );
    return `${bubble?.textContent} ${Math.round(bubble?.getBoundingClientRect().top ?? 0)}`;
  });

const scrollTo = (page: Page, top: number) =>
  page.evaluate((to) => {
    const box = document.querySelector('.scroll');
    if (box) box.scrollTop = to;
  }, top);

describe.each(browserNames)('reading a long thread in %s', (name) => {
  it('isn’t disturbed by what arrives, and goes back to the very first message', async () => {
    const desk = await sitDown(name);
    const start = Date.now() - 400_000;
    for (let n = 0; n < 150; n += 1)
      await desk.world.deliver(
        bodies.textBody(mei, `m${n}`, start + n * 1000, `number ${n} of many`),
      );
    await openThread(desk.panel);
    await sees(desk.panel, 'number 149 of many', '.bubble');
    await scrollTo(desk.panel, 1500);
    await until(async () => !(await place(desk.panel)).includes('number 149'));
    await desk.panel.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const before = await place(desk.panel);
    await desk.say('late', 'Something new');
    await sees(desk.panel, 'New messages', '.newer');
    expect(await place(desk.panel)).toBe(before);

    for (let round = 0; round < 12; round += 1) {
      await scrollTo(desk.panel, 0);
      const isThere = await desk.panel.evaluate(() =>
        [...document.querySelectorAll('.bubble')].some((one) =>
          one.textContent?.startsWith('number 0 of'),
        ),
      );
      if (isThere) break;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await sees(desk.panel, 'number 0 of many', '.bubble');
    const count = await desk.panel.$$eval(
      '.bubble',
      (all) => new Set(all.map((one) => one.textContent)).size,
    );
    expect(count).toBe(151);
    await desk.panel.click('.newer');
    await until(async () => (await desk.panel.$('.newer')) === null);
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});
