/** The page that signs up at Facebook, in both browsers: what it loads, what it says, what comes of it. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserNames, type Extension, launch } from '../../backend/cli/browsers.ts';
import { type Login, type Played, playFacebook } from '../fakes/facebook.ts';
import { ACCOUNT, APP_ID, makeNumber, NUMBER, scopes } from '../fakes/graph.ts';
import { makeWorld, type World } from '../make.ts';
import { violations } from './axe.ts';
import { sees } from './desk.ts';

const BUSINESS = 'business-own-token';
const env = { META_APP_ID: APP_ID, META_SIGNUP_CONFIG_ID: 'config-1', META_ACCESS_TOKEN: '' };

describe.each(browserNames)('the signup page in %s', (name) => {
  let extension: Extension;
  let world: World;
  let page: Page;
  beforeAll(async () => {
    extension = await launch(name);
  });
  afterAll(() => extension.close());
  beforeEach(async () => {
    world = await makeWorld('sqlite', { env });
    const { state } = world.meta;
    state.tokens.set(BUSINESS, { isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] });
    state.codes.set('code-1', BUSINESS);
    const account = state.accounts.get(ACCOUNT);
    if (account) account.numbers = [makeNumber(NUMBER, '+852 5555 0100', { is_on_biz_app: true })];
    page = await extension.browser.newPage();
    return async () => {
      await page.close();
      await world.close();
    };
  });

  const link = async () => {
    const answer = await world.owner.ask('/api/signups', { method: 'POST' });
    return ((await answer.json()) as { link: string }).link;
  };
  const open = async (login: Login | null, address?: string) => {
    await playFacebook(page, login);
    await page.goto(address ?? (await link()));
  };
  const go = async () => {
    await page.waitForSelector('body[data-now="ready"]');
    await page.click('button');
  };
  const widgets = async () => (await world.owner.snapshot()).widgets;

  it('links the number, asking Facebook for coexistence, and shows no ticket afterwards', async () => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    const event = 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING';
    await open({ event, accountId: ACCOUNT, code: 'code-1' });
    await page.waitForSelector('body[data-now="ready"]');
    expect(await violations(page)).toEqual([]);
    expect(page.url()).not.toContain('#');
    await go();
    await sees(page, 'Linked: Chan Repairs +85255550100');
    expect(await violations(page)).toEqual([]);
    expect(await widgets()).toMatchObject([{ way: 'signup', draftReason: 'new' }]);
    const played = await page.evaluate(() => (window as unknown as { played: Played }).played);
    expect(played).toMatchObject({
      settings: { appId: APP_ID, version: 'v25.0' },
      options: {
        config_id: 'config-1',
        extras: { featureType: 'whatsapp_business_app_onboarding', version: 'v4' },
      },
    });
    expect(errors).toEqual([]);
  });

  it('says that nothing was linked when somebody gives up, and lets them try again', async () => {
    await open({ event: 'CANCEL', code: null });
    await go();
    await sees(page, 'Nothing was linked. Try again');
    expect(await page.$eval('button', (button) => button.hidden)).toBe(false);
    expect(await widgets()).toEqual([]);
  });

  it('goes on when Facebook’s message with the account never comes', async () => {
    await open({ event: null, code: 'code-1' });
    await go();
    await sees(page, 'Linked: Chan Repairs');
  });

  it('closed in mid-signup it leaves nothing, and the same link opens it again', async () => {
    const address = await link();
    await open({ event: 'CANCEL', code: null }, address);
    await page.waitForSelector('body[data-now="ready"]');
    await page.close();
    expect(await widgets()).toEqual([]);
    page = await extension.browser.newPage();
    await open({ event: 'FINISH', accountId: ACCOUNT, code: 'code-1' }, address);
    await go();
    await sees(page, 'Linked: Chan Repairs');
  });

  it('tells in words, in Chinese too, what stopped it', async () => {
    const address = `${world.server.url}/signup?lang=zh-HK`;
    await open(null, `${address}#${'x'.repeat(43)}`);
    await sees(page, '這個連結已使用或已過期');
    // Without any ticket it is the same.
    await page.goto('about:blank');
    await page.goto(address);
    await sees(page, '這個連結已使用或已過期');
    await page.goto('about:blank');
    await page.goto(`${address}#${(await link()).split('#')[1]}`);
    await sees(page, '未能載入 Facebook 的部分');
    expect(await violations(page)).toEqual([]);
  });
});
