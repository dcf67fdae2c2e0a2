/** What Deskside puts right at Meta: offered for what it mends, and asked about where another address
 * would lose Meta's deliveries. */
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID } from '../fakes/graph.ts';
import { freePort, type HttpsProxy, startHttps } from '../fakes/https.ts';
import { until } from '../make.ts';
import { violations } from './axe.ts';
import { type Desk, openManage, sees, sitDown, watch } from './desk.ts';
import { linkNumber } from './linked.ts';
import { openChecklist, patient, press } from './walk.ts';

const theirs = 'https://old.example.com/hook';
const is = (step: string, state: string) => `[data-step=${step}][data-state=${state}]`;
const fix = (step: string) => `[data-step=${step}] [data-act=fix]`;

describe('connect-webhook where somebody else has the deliveries', patient, () => {
  let desk: Desk | undefined;
  let proxy: HttpsProxy | undefined;
  afterEach(async () => {
    await desk?.close();
    await proxy?.close();
    desk = undefined;
    proxy = undefined;
  });

  const asksFirst = async (popup: Page, step: string, ours: string) => {
    await popup.waitForSelector(fix(step));
    await press(popup, fix(step));
    await sees(popup, theirs, '.confirm h2');
    await sees(popup, theirs, '.confirm p');
    await sees(popup, ours, '.confirm p');
    expect(await violations(popup)).toEqual([]);
    await press(popup, '.confirm .quiet');
    await until(() => popup.evaluate(() => document.querySelector('.confirm') === null));
  };
  const agrees = async (popup: Page, step: string) => {
    await press(popup, fix(step));
    await popup.waitForSelector('.confirm[open]');
    await press(popup, '.confirm .go');
    await popup.waitForSelector(is(step, 'done'));
  };

  it('takes them only when told to, and offers nothing that wouldn’t help', async () => {
    const port = String(await freePort());
    proxy = await startHttps(Number(port));
    const env = { META_APP_ID: APP_ID, DESKSIDE_PORT: port, DESKSIDE_PUBLIC_URL: proxy.url };
    desk = await sitDown('chromium', { role: 'admin', env });
    const ours = `${proxy.url}/webhooks/whatsapp`;
    const { state } = desk.world.meta;
    await linkNumber(desk);
    const hook = state.webhooks.get(APP_ID);
    if (hook) state.webhooks.set(APP_ID, { ...hook, address: theirs });
    state.accounts.get(ACCOUNT)?.apps.set(APP_ID, theirs);
    // What was proved when the number was linked isn't so any more.
    await desk.world.owner.ask('/api/checks', {
      method: 'POST',
      body: JSON.stringify({ check: 'fields', subject: '' }),
    });

    const { popup } = desk;
    await openChecklist(popup, 'connect-webhook');
    await press(popup, '[data-choice=real]');
    await popup.waitForSelector('[data-step=callback][aria-current=step]');
    await press(popup, '[data-step=callback] [data-say=yes]');

    await popup.waitForSelector(is('fields', 'refused'));
    await asksFirst(popup, 'fields', ours);
    expect(state.webhooks.get(APP_ID)?.address).toBe(theirs);
    await agrees(popup, 'fields');
    expect(state.webhooks.get(APP_ID)?.address).toBe(ours);

    // Where Meta refuses to say, subscribing would help nobody.
    state.refusals.push({ on: /subscribed_apps/, code: 200 });
    await press(popup, '[data-step=widget] [data-choice]');
    await popup.waitForSelector(is('account', 'refused'));
    await sees(popup, 'Meta’s code 200', '[data-step=account]');
    expect(await popup.$(fix('account'))).toBe(null);
    state.refusals = [];
    await press(popup, '[data-step=account] [data-say=check]');
    await popup.waitForSelector(is('account', 'done'));

    await popup.waitForSelector(is('override', 'refused'));
    await sees(popup, 'Use our address for this number', fix('override'));
    await asksFirst(popup, 'override', ours);
    expect([...state.numberHooks.values()]).toEqual([]);
    await agrees(popup, 'override');
    expect([...state.numberHooks.values()]).toEqual([ours]);
    expect(state.accounts.get(ACCOUNT)?.apps.get(APP_ID)).toBe(theirs);
    expect(desk.errors).toEqual([]);
  });

  it('is where the manage page leads, with the number that it found something about', async () => {
    desk = await sitDown('chromium', { role: 'admin', env: { META_APP_ID: APP_ID } });
    const id = await linkNumber(desk);
    desk.world.meta.state.accounts.get(ACCOUNT)?.apps.clear();
    const page = await openManage(desk, 'widgets');
    await (await page.waitForSelector('th a'))?.click();
    await page.waitForSelector('.pairs-of');
    // Nothing is found yet, so nothing leads anywhere.
    expect(await page.$('.pairs-of a[href*=connect-webhook]')).toBe(null);
    await page.click('::-p-aria(Ask Meta now)');
    await sees(page, 'Subscribe ours.', 'dd');
    const link = '.pairs-of a[href*=connect-webhook]';
    await sees(page, 'Ask Meta now', 'button');
    const names = await page.$$eval(link, (links) => links.map((one) => one.ariaLabel));
    expect(names).toContain('Open the webhook’s checklist: Subscription');
    expect(names).not.toContain('Open the webhook’s checklist: Permissions');
    expect(await violations(page)).toEqual([]);
    const path = await page.$eval(link, (one) => one.getAttribute('href') ?? '');
    const tab = await desk.extension.open(path.slice(1));
    watch(tab, desk.errors);
    await sees(tab, 'With a real number', '[data-step=with][data-state=done]');
    expect(await tab.url()).toContain('/checklist/connect-webhook/');
    expect(path).toContain(id);
    expect(desk.errors).toEqual([]);
  });
});
