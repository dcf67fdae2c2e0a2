/** The checklists that a machine proves, for a real number: each step false at first, and put right. */

import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type Extension, launch, pairPopup } from '../../backend/cli/browsers.ts';
import { ACCOUNT, APP_ID, OTHER_APP } from '../fakes/graph.ts';
import { freePort, type HttpsProxy, startHttps } from '../fakes/https.ts';
import { SECRET } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { violations } from './axe.ts';
import { type Desk, mei, sees, sitDown, watch } from './desk.ts';
import { linkNumber } from './linked.ts';
import { fill, openChecklist, patient, press, walk } from './walk.ts';

const env = { META_APP_ID: APP_ID };
const DAY = 24 * 3_600_000;
const stateOf = (step: string, state: string) => `[data-step=${step}][data-state=${state}]`;

const accountOf = ({ world }: Desk) => {
  const account = world.meta.state.accounts.get(ACCOUNT);
  if (!account) throw new Error('no account');
  return account;
};

describe('connect-webhook for a real number', patient, () => {
  let desk: Desk | undefined;
  let proxy: HttpsProxy | undefined;
  let other: Extension | undefined;
  afterEach(async () => {
    await other?.close();
    await desk?.close();
    await proxy?.close();
    desk = undefined;
    proxy = undefined;
    other = undefined;
  });

  const sit = async () => {
    const port = String(await freePort());
    proxy = await startHttps(Number(port));
    const address = { DESKSIDE_PORT: port, DESKSIDE_PUBLIC_URL: proxy.url };
    desk = await sitDown('chromium', {
      role: 'admin',
      env: { ...env, ...address, META_VERIFY_TOKEN: '' },
    });
    await linkNumber(desk);
    return { at: desk, publicUrl: proxy.url };
  };

  /** What the admin does in Meta's own pages: the address and the word, for messages alone. */
  const pasteAtMeta = ({ world }: Desk, publicUrl: string) =>
    fetch(`${world.meta.graphUrl}/${APP_ID}/subscriptions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${APP_ID}|${SECRET}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        object: 'whatsapp_business_account',
        callback_url: `${publicUrl}/webhooks/whatsapp`,
        verify_token: 'our-word',
        fields: 'messages',
      }),
    });

  it('is proved from the address to the first message; another admin sees the same', async () => {
    const { at, publicUrl } = await sit();
    accountOf(at).apps.clear();
    accountOf(at).apps.set(OTHER_APP, '');
    await openChecklist(at.popup, 'connect-webhook');

    // A second admin, in a browser of their own, stands at the step that only a machine can put right.
    other = await launch('chromium');
    const theirs = await other.open('popup.html');
    watch(theirs, at.errors);
    const code = await at.world.owner.codeFor('admin');
    await pairPopup(theirs, `${at.line.url}/pair#${code}`, 'Cleo');
    await openChecklist(theirs, 'connect-webhook');
    await press(theirs, '[data-choice=real]');
    await theirs.waitForSelector(stateOf('verify-token', 'refused'));

    const fix = (step: string) => async (popup: Page) => {
      await popup.waitForSelector(stateOf(step, 'refused'));
      await press(popup, `[data-step=${step}] [data-act=fix]`);
      await popup.waitForSelector(stateOf(step, 'done'));
    };
    const { popup, walked } = await walk({
      desk: at,
      popup: at.popup,
      does: {
        with: (page) => press(page, '[data-choice=real]'),
        'verify-token': async (page) => {
          await sees(page, 'Settings', '[data-step=verify-token]');
          await at.world.owner.ask('/api/secrets', {
            method: 'POST',
            body: JSON.stringify({ name: 'verify-token', value: 'our-word' }),
          });
          await press(page, '[data-step=verify-token] [data-say=check]');
        },
        callback: async (page) => {
          const address = await page.waitForSelector('[data-step=callback] input');
          expect(await address?.evaluate((box) => (box as HTMLInputElement).value)).toBe(
            `${publicUrl}/webhooks/whatsapp`,
          );
          await press(page, '[data-say=yes]');
        },
        fields: async (page) => {
          await sees(page, 'smb_message_echoes', '[data-step=fields]');
          await fix('fields')(page);
        },
        account: async (page) => {
          await sees(page, 'Somebody else', '[data-step=account]');
          await fix('account')(page);
        },
        challenge: () => Promise.resolve(),
        signature: () => Promise.resolve(),
        'first-delivery': () => Promise.resolve(),
      },
      meanwhile: {
        challenge: () => pasteAtMeta(at, publicUrl),
        signature: () => at.say('m1', 'hello', mei),
      },
    });
    expect(walked.slice(0, 4)).toEqual(['with', 'verify-token', 'callback', 'challenge']);
    expect(await popup.$$('.step:not([data-state=done])')).toEqual([]);
    await sees(popup, 'Meta told us', '[data-step=challenge]');
    await sees(popup, 'Checked by Deskside', '[data-step=account]');
    expect([...accountOf(at).apps.keys()].sort()).toEqual([APP_ID, OTHER_APP].sort());
    expect(await violations(popup)).toEqual([]);

    // The other one has only to say what nobody but a person can know.
    await theirs.waitForSelector(stateOf('verify-token', 'done'));
    await press(theirs, '[data-step=callback] [data-say=yes]');
    await theirs.waitForSelector('[data-step=widget][aria-current=step]');
    await press(theirs, '[data-step=widget] button');
    await theirs.waitForSelector('.finished');
    expect(await theirs.$$('.step:not([data-state=done])')).toEqual([]);
    const told = (page: Page) =>
      page.$eval('[data-step=account] .told', (step) => step.textContent);
    expect(await told(theirs)).toBe(await told(popup));
    expect(at.errors).toEqual([]);
  });
});

describe('delete-from-business-account for one of our own numbers', patient, () => {
  it('knows its last paid message, and sees that it is gone', async () => {
    const desk = await sitDown('chromium', { role: 'admin', env });
    await linkNumber(desk);
    const paid = bodies.statusValue('ours-1', 'sent', Date.now(), { isPaid: true });
    await desk.world.deliver(bodies.envelope('messages', paid));
    /** Thirty-one days go by. */
    const longAgo = () =>
      desk.world.server.store.write((tx) =>
        tx.db
          .updateTable('facts')
          .set({ at: Date.now() - 31 * DAY })
          .where('kind', '=', 'paid')
          .execute(),
      );
    await openChecklist(desk.popup, 'delete-from-business-account');
    const { popup, walked } = await walk({
      desk,
      popup: desk.popup,
      timersMs: { 'five-minutes': 5 * 60_000 },
      does: {
        number: async (page) => {
          await fill(page, '.step[aria-current=step] input', '+852 5555 0100');
          await press(page, '.step[aria-current=step] button[type=submit]');
        },
        // Not within thirty days of a paid message: the first day is told, and nobody ticks it by hand.
        'last-paid': async (page) => {
          await page.waitForSelector(stateOf('last-paid', 'refused'));
          const free = new Date(Date.now() + 30 * DAY);
          await sees(page, String(free.getFullYear()), '[data-step=last-paid]');
          expect(await page.$('[data-step=last-paid] [data-say=yes]')).toBe(null);
          await longAgo();
          await press(page, '[data-step=last-paid] [data-say=check]');
        },
        gone: async (page) => {
          await page.waitForSelector(stateOf('gone', 'refused'));
          accountOf(desk).numbers = [];
          desk.world.meta.number = { status: 404, body: { error: { code: 100 } } };
          await press(page, '[data-step=gone] [data-say=check]');
        },
      },
    });
    expect(walked).toEqual(expect.arrayContaining(['bin', 'password', 'gone', 'again']));
    await sees(popup, 'Checked by Deskside', '[data-step=gone]');
    expect(await violations(popup)).toEqual([]);
    // Deskside knows by now what Meta knows.
    expect((await desk.world.owner.snapshot()).widgets).toMatchObject([
      { draftReason: 'unlinked' },
    ]);
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});
