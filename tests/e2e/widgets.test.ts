/** A widget's life, by hand: added, configured, paused by the channel, and disconnected on both sides. */
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import { ACCOUNT, APP_ID, NUMBER, scopes, TOKEN } from '../fakes/graph.ts';
import * as bodies from '../fixtures/bodies.ts';
import { until } from '../make.ts';
import { violations } from './axe.ts';
import { type Desk, mei, sees, sitDown } from './desk.ts';
import { linkNumber } from './linked.ts';
import { fill, goHome, openChecklist, patient, press, reopen, walk } from './walk.ts';

const NOW = '.step[aria-current=step]';
const env = { META_APP_ID: APP_ID };

const widgetsOf = async ({ world }: Desk) => (await world.owner.snapshot()).widgets;
/** The owner has pressed Disconnect on the phone: Meta says so, and no longer knows the number. Its times
 * are whole seconds, so it says so a second after anybody last asked. */
const pressedOnPhone = async ({ world }: Desk): Promise<void> => {
  world.meta.number = { status: 404, body: { error: { code: 100 } } };
  await world.deliver(
    bodies.accountBody('PARTNER_REMOVED', Date.now() + 1000, { phone_number: '85255550100' }),
  );
};

describe.each(browserNames)('a widget, in %s', patient, (name) => {
  let desk: Desk | undefined;
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
  });
  const chinese = name === 'firefox';
  const sit = async () => {
    desk = await sitDown(name, { role: 'admin', env });
    // One language in each browser; the words themselves are counted in tests/structure.
    if (chinese) await press(desk.popup, '.bar .quiet');
    return desk;
  };

  it('that only wrote is offered to be added, and says so until it is', async () => {
    const at = await sit();
    await at.world.deliver(bodies.textBody(mei, 'first', Date.now(), 'hello'));
    const said = chinese ? '尚未有人新增' : 'nobody has added it yet';
    await sees(at.popup, said, '.widget');
    await openChecklist(at.popup, 'add-widget');
    await press(at.popup, '[data-choice=token]');
    await fill(at.popup, `${NOW} [name=accountId]`, ACCOUNT);
    await fill(at.popup, `${NOW} [name=token]`, TOKEN);
    await press(at.popup, `${NOW} button[type=submit]`);
    await at.popup.waitForSelector(`${NOW} [name=number]:not(:disabled)`);
    await press(at.popup, `${NOW} [name=number]`);
    await press(at.popup, `${NOW} button[type=submit]`);
    await until(
      () => widgetsOf(at),
      ([widget]) => widget?.way === 'token',
    );
    expect(await widgetsOf(at)).toHaveLength(1);
    await goHome(at.popup);
    await at.popup.waitForFunction(
      (word) => !document.querySelector('.widget')?.textContent?.includes(word),
      {},
      said,
    );
  });

  it('is added by account and token, and enabled at the end', async () => {
    const at = await sit();
    await openChecklist(at.popup, 'add-widget');
    const account = async (popup: Page) => {
      await fill(popup, `${NOW} [name=accountId]`, ACCOUNT);
      await fill(popup, `${NOW} [name=token]`, 'not-a-good-token');
      await press(popup, `${NOW} button[type=submit]`);
      await popup.waitForSelector(`${NOW} [role=alert]`);
      await fill(popup, `${NOW} [name=token]`, TOKEN);
      await press(popup, `${NOW} button[type=submit]`);
      await popup.waitForSelector(`${NOW} [name=number]`);
      await press(popup, `${NOW} [name=number]`);
      await press(popup, `${NOW} button[type=submit]`);
    };
    const appearance = async (popup: Page) => {
      await fill(popup, `${NOW} [name=publicName]`, 'Chan Repairs');
      await fill(popup, `${NOW} [name=name]`, 'Repairs');
      await press(popup, `${NOW} button[type=submit]`);
    };
    const advanced = async (popup: Page) => {
      await press(popup, `${NOW} [type=checkbox]`);
      await until(
        () => widgetsOf(at),
        ([widget]) => widget?.isBotOn === false,
      );
      await press(popup, `${NOW} button[type=submit]`);
    };
    const [number] = at.world.meta.state.accounts.get(ACCOUNT)?.numbers ?? [];
    const health = (can_send_message: string) =>
      Object.assign(number ?? {}, { health_status: { can_send_message, entities: [] } });
    health('BLOCKED');
    // The number is on the phone, and Meta doesn't give its address book at the first asking.
    Object.assign(number ?? {}, { is_on_biz_app: true });
    at.world.meta.state.refusals.push({ on: /smb_app_data/, code: 2, status: 500 });
    // Meta's word on the number is asked by itself, and again by whoever has settled it there.
    const look = async (popup: Page, step: string) => {
      if (step !== 'review') return;
      await sees(popup, chinese ? '開啟機器人\n否' : 'The bot is on\nNo', `${NOW} dl div`);
      await popup.waitForSelector('[data-step=state][data-state=refused]');
      health('AVAILABLE');
      await press(popup, '[data-step=state] [data-say=check]');
      await popup.waitForSelector('[data-step=state][data-state=done]');
      await popup.waitForSelector('[data-step=contacts][data-state=refused]');
      at.world.meta.state.refusals = [];
      await press(popup, '[data-step=contacts] [data-act=fix]');
      await popup.waitForSelector('[data-step=contacts][data-state=done]');
    };
    const { popup, walked } = await walk({
      desk: at,
      popup: at.popup,
      look,
      does: {
        way: (page) => press(page, '[data-choice=token]'),
        account,
        appearance,
        advanced,
        enable: (page) => press(page, '[data-act=enable]'),
      },
    });
    expect(walked).toEqual([
      'way',
      'account',
      'appearance',
      'behaviour',
      'advanced',
      'review',
      'enable',
    ]);
    expect(await widgetsOf(at)).toMatchObject([
      {
        name: 'Repairs',
        publicName: 'Chan Repairs',
        draftReason: null,
        way: 'token',
        isBotOn: false,
      },
    ]);
    expect(await popup.$$('.step:not([data-state=done])')).toEqual([]);
    expect(await violations(popup)).toEqual([]);
    // The next one is another, and this one stays as it is.
    await press(popup, '[data-act=another]');
    await popup.waitForSelector('[data-step=way][aria-current=step]');
    await press(popup, '.bar .icon');
    await popup.waitForSelector('.finished');
    await goHome(popup);
    await press(popup, '[data-act=add-widget]');
    await popup.waitForSelector('[data-step=way][aria-current=step]');
    await goHome(popup);
    await until(async () => (await popup.$$('[data-begun=add-widget]')).length === 2);
    await sees(popup, chinese ? '新增Repairs' : 'Add Repairs', '[data-begun=add-widget]');
    expect(at.errors).toEqual([]);
  });

  it('is disconnected on both sides; Meta’s notice ticks the last step', async () => {
    const at = await sit();
    await linkNumber(at);
    await sees(at.popup, 'Repairs', '.widget');
    await openChecklist(at.popup, 'disconnect');
    const disconnect = async (popup: Page) => {
      await press(popup, '[data-act=disconnect]');
      await sees(popup, 'Repairs', '.confirm h2');
      await sees(popup, '+852 5555 0100', '.confirm h2');
      if (name === 'chromium') expect(await violations(popup)).toEqual([]);
      await press(popup, '.confirm .go');
    };
    const { popup, walked } = await walk({
      desk: at,
      popup: at.popup,
      does: { disconnect, unlinked: () => Promise.resolve() },
      meanwhile: { unlinked: () => pressedOnPhone(at) },
    });
    expect(walked.slice(0, 3)).toEqual(['widget', 'configure', 'disconnect']);
    expect(walked.at(-1)).toBe('unlinked');
    expect(walked).toContain('disconnecting');
    await popup.waitForSelector('.finished');
    await sees(popup, chinese ? '由 Meta 通知' : 'Meta told us', '[data-step=unlinked]');
    await sees(popup, chinese ? '由 Deskside 檢查' : 'Checked by Deskside', '[data-step=draft]');
    expect(await widgetsOf(at)).toMatchObject([
      { draftReason: 'disconnected', unsubscribe: 'done' },
    ]);
    expect(at.world.meta.state.accounts.get(ACCOUNT)?.apps.has(APP_ID)).toBe(false);
    expect(at.errors).toEqual([]);
  });
});

/** Facebook's SDK, played by the browser's own interception: it shares the account and gives a code. */
const facebook = `
  window.FB = {
    init() {},
    login(answer, options) {
      const data = JSON.stringify({
        type: 'WA_EMBEDDED_SIGNUP',
        event: 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING',
        data: { waba_id: '${ACCOUNT}' },
      });
      window.asked = options;
      window.dispatchEvent(new MessageEvent('message', { data, origin: 'https://www.facebook.com' }));
      answer({ authResponse: { code: 'code-1' } });
    },
  };
  window.fbAsyncInit();
`;

describe('a widget by signing up at Facebook', () => {
  it('is added while the popup is closed, and found there when it is opened again', async () => {
    const desk = await sitDown('chromium', {
      role: 'admin',
      env: { META_APP_ID: APP_ID, META_SIGNUP_CONFIG_ID: 'config-1', META_ACCESS_TOKEN: '' },
    });
    const { state } = desk.world.meta;
    state.tokens.set('business', { isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] });
    state.codes.set('code-1', 'business');
    for (const number of state.accounts.get(ACCOUNT)?.numbers ?? []) number.is_on_biz_app = true;
    await openChecklist(desk.popup, 'add-widget');
    await press(desk.popup, '[data-choice=signup]');
    const opened = desk.extension.browser.waitForTarget((one) => one.url().includes('/signup'));
    await (await desk.popup.waitForSelector('[data-act=signup]'))?.evaluate((button) =>
      (button as HTMLElement).click(),
    );
    // The page takes its ticket out of the address at once; the target still has it.
    const target = await opened;
    const ticket = new URL(target.url()).hash;
    await (await target.page())?.close();
    await desk.popup.close();
    const page = await desk.extension.browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) =>
      request.url().startsWith('https://connect.facebook.net/')
        ? void request.respond({
            contentType: 'text/javascript',
            headers: { 'access-control-allow-origin': '*' },
            body: facebook,
          })
        : void request.continue(),
    );
    await page.goto(`${desk.world.server.url}/signup${ticket}`);
    await page.waitForSelector('button:not([hidden])');
    await page.click('button');
    await sees(page, 'Linked: Chan Repairs');
    const popup = await desk.extension.open('popup.html');
    await popup.waitForSelector('[data-step=appearance][aria-current=step]');
    const { walked } = await walk({
      desk,
      popup,
      does: { enable: (one) => press(one, '[data-act=enable]') },
    });
    expect(walked).toEqual(['appearance', 'behaviour', 'advanced', 'review', 'enable']);
    expect(await widgetsOf(desk)).toMatchObject([{ way: 'signup', draftReason: null }]);
    expect([...state.synced]).toEqual([NUMBER]);
    expect(state.calls.some((call) => call.endsWith('/register'))).toBe(false);
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});

interface Chrome {
  storage: { local: { get: (key: string) => Promise<{ popupPlace?: { top: number } }> } };
}
/** How far down the popup was left, as it is written down. */
const keptTop = (popup: Page) =>
  popup.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: Chrome };
    return (await chrome.storage.local.get('popupPlace')).popupPlace?.top;
  });

describe('a widget, as admins and agents see it', () => {
  let desk: Desk | undefined;
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
  });

  it('is configured with live effect, and what stands half-typed survives the popup', async () => {
    desk = await sitDown('chromium', { role: 'admin', env });
    const id = await linkNumber(desk);
    await sees(desk.popup, 'Repairs', '.widget');
    await press(desk.popup, `[data-widget="${id}"] .quiet`);
    await fill(desk.popup, '[name=publicName]', 'Chan & Sons');
    const popup = await reopen(desk, desk.popup);
    await popup.waitForSelector('[name=publicName]');
    expect(await popup.$eval('[name=publicName]', (box) => (box as HTMLInputElement).value)).toBe(
      'Chan & Sons',
    );
    await press(popup, 'form button[type=submit]');
    await sees(popup, 'Saved.', '.saved');
    expect(await widgetsOf(desk)).toMatchObject([{ publicName: 'Chan & Sons' }]);
    await fill(popup, '[name=answerAfterMinutes]', '0');
    await press(popup, 'form:has([name=answerAfterMinutes]) button[type=submit]');
    await sees(popup, 'Enter 1 to 60 minutes.', '.wrong');
    expect(await violations(popup)).toEqual([]);
    await press(popup, '[data-act=pause]');
    await sees(popup, 'Draft', '.chip');
    await popup.evaluate(() => window.scrollTo(0, 300));
    await until(
      () => keptTop(popup),
      (top) => top === 300,
    );
    const again = await reopen(desk, popup);
    await until(
      () => again.evaluate(() => window.scrollY),
      (top) => top === 300,
    );
    // By keyboard: the question takes the focus, Escape answers no, and one is back where one was.
    await again.focus('[data-act=disconnect]');
    await again.keyboard.press('Enter');
    await again.waitForSelector('.confirm[open]');
    await again.keyboard.press('Escape');
    await until(() => again.evaluate(() => document.querySelector('.confirm') === null));
    await until(() =>
      again.evaluate(() => document.activeElement?.getAttribute('data-act') === 'disconnect'),
    );
    expect(await widgetsOf(desk)).toMatchObject([{ draftReason: 'paused' }]);
    expect(desk.errors).toEqual([]);
  });

  it('rests while the channel is off, which says first what it does', async () => {
    desk = await sitDown('chromium', { role: 'admin', env });
    await linkNumber(desk);
    await sees(desk.popup, '1 widget enabled', '.card');
    await press(desk.popup, '[role=switch]');
    await sees(desk.popup, '1 widget becomes a draft; the bot stops.', '.confirm');
    await press(desk.popup, '.confirm .quiet');
    expect((await desk.world.owner.snapshot()).channel.isOn).toBe(true);
    await press(desk.popup, '[role=switch]');
    await press(desk.popup, '.confirm .go');
    await sees(desk.popup, 'the channel is off', '.widget');
    expect(await widgetsOf(desk)).toMatchObject([{ draftReason: 'channel-off' }]);
    await press(desk.popup, '[role=switch]');
    await sees(desk.popup, '1 widget is enabled again', '.confirm');
    await press(desk.popup, '.confirm .go');
    await until(
      () => widgetsOf(desk as Desk),
      ([widget]) => widget?.draftReason === null,
    );
    expect(desk.errors).toEqual([]);
  });

  it('is told to agents as far as it concerns them', async () => {
    desk = await sitDown('chromium', { env });
    await linkNumber(desk);
    await sees(desk.popup, 'Repairs', '.widget');
    expect(await desk.popup.$$('[role=switch], [data-checklist], [data-widget] .quiet')).toEqual(
      [],
    );
    expect(await violations(desk.popup)).toEqual([]);
  });

  it('has its checklist kept open in the side panel, beside the inbox', async () => {
    desk = await sitDown('chromium', { role: 'admin', env });
    await desk.say('m1', 'hello', mei);
    await openChecklist(desk.popup, 'before-you-connect');
    await press(desk.popup, '[data-act=pin]');
    await desk.panel.waitForSelector('[data-step=admin][aria-current=step]');
    await press(desk.panel, '[data-say=yes]');
    await desk.panel.waitForSelector('[data-step=way][aria-current=step]');
    // The same checklist in the popup has gone on as well.
    await desk.popup.waitForSelector('[data-step=way][aria-current=step]');
    expect(await violations(desk.panel)).toEqual([]);
    await press(desk.panel, '.bar .icon');
    await sees(desk.panel, '1 of', '.pinned');
    await sees(desk.panel, 'Mei Chan', '.row');
    await press(desk.panel, '.pinned .go');
    await desk.panel.waitForSelector('[data-step=way][aria-current=step]');
    await press(desk.panel, '[data-act=unpin]');
    await desk.panel.waitForSelector('[role=tab]');
    expect(await desk.panel.$('.pinned')).toBe(null);
    expect(desk.errors).toEqual([]);
  });
});
