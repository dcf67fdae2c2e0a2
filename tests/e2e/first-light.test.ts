/** The product as its users meet it: the built extension in real browsers, a real server, a real line. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserNames, pairPopup } from '../../backend/cli/browsers.ts';
import * as bodies from '../fixtures/bodies.ts';
import { pairDevice, until } from '../make.ts';
import {
  type Desk,
  draftOf,
  isLive,
  mei,
  newLink,
  openThread,
  sees,
  sitDown,
  unpair,
  watch,
  write,
} from './desk.ts';

describe.each(browserNames)('an agent in %s', (name) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown(name);
  });
  afterAll(() => desk.close());

  const atMeta = (text: string) => desk.world.meta.taken.filter((message) => message.text === text);
  const status = (metaId: string | undefined, word: string) =>
    desk.world.deliver(bodies.statusBody(metaId ?? '', word, Date.now()));
  const listeners = async () => {
    const metrics = await (await fetch(`${desk.world.server.url}/metrics`)).text();
    return Number(/^deskside_listeners (\d+)/m.exec(metrics)?.[1]);
  };

  it('sees a customer’s message arrive by itself', async () => {
    await sees(desk.popup, 'Connected', '.live');
    await sees(desk.panel, 'Nobody is waiting for a reply.');
    await desk.say('m1', 'Has my order shipped?');
    await sees(desk.panel, 'Has my order shipped?', '.row');
    await sees(desk.panel, 'Mei Chan', '.row b');
    expect(await desk.panel.$eval('.count', (count) => count.firstChild?.textContent)).toBe('1');
  });

  it('reads it, replies, and sees it delivered and read', async () => {
    await openThread(desk.panel);
    await write(desk.panel, 'It left this morning.');
    const [sent] = await until(
      () => atMeta('It left this morning.'),
      ({ length }) => length > 0,
    );
    await sees(desk.panel, '✓', '.bubble.agent .at');
    await status(sent?.metaId, 'delivered');
    await status(sent?.metaId, 'read');
    await sees(desk.panel, 'read', '.bubble.agent .at');
    const [conversation] = (await desk.world.owner.snapshot()).conversations;
    expect(conversation?.unreadCount).toBe(0);
    expect(await desk.panel.$('[data-outbox]')).toBeNull();
  });

  it('writes on while the line is cut; afterwards exactly one message is at Meta', async () => {
    desk.line.cut();
    await sees(desk.panel, 'Offline since', '.strip');
    await write(desk.panel, 'Written offline');
    await sees(desk.panel, '1 reply waits', '.strip');
    await sees(desk.panel, 'waiting', '[data-outbox]');
    await sees(desk.panel, 'Has my order shipped?', '.bubble');
    await desk.say('m2', 'Said meanwhile');
    desk.line.mend();
    await isLiveInThread();
    await sees(desk.panel, 'Said meanwhile', '.bubble');
    await until(() => atMeta('Written offline').length === 1);
    await desk.panel.waitForFunction(() => !document.querySelector('[data-outbox]'));
    expect(atMeta('Written offline')).toHaveLength(1);
    expect(await bubbles('Written offline')).toBe(1);
  });

  it('keeps a draft that wasn’t sent', async () => {
    await desk.panel.type('textarea', 'Half a sent');
    await desk.panel.keyboard.press('Escape');
    await showAll();
    await openThread(desk.panel);
    expect(await desk.panel.$eval('textarea', (box) => box.value)).toBe('Half a sent');
    await desk.panel.keyboard.press('Escape');
    await desk.panel.waitForSelector('.row');
  });

  it('shares one stream between two panels, and the other takes over', async () => {
    await isLive(desk.panel);
    const second = await desk.extension.open('sidepanel.html');
    watch(second, desk.errors);
    await isLive(second);
    await desk.say('m3', 'For both panels');
    await sees(desk.panel, 'For both panels', '.row');
    await sees(second, 'For both panels', '.row');
    expect(await listeners()).toBe(1);
    await desk.panel.close();
    await until(listeners, (count) => count === 1, 30_000);
    await desk.say('m4', 'For the one that is left');
    await sees(second, 'For the one that is left', '.row');
    expect(await listeners()).toBe(1);
    desk.panel = second;
  });

  it('turns to Chinese and back without losing its place', async () => {
    await desk.popup.bringToFront();
    await desk.popup.click('.bar .quiet');
    await sees(desk.popup, '開啟收件匣');
    await desk.panel.bringToFront();
    await sees(desk.panel, '收件匣', 'h1');
    await sees(desk.panel, '即時', '.live');
    await desk.popup.bringToFront();
    await desk.popup.click('.bar .quiet');
    await sees(desk.popup, 'Open inbox');
    await desk.panel.bringToFront();
    await sees(desk.panel, 'Inbox', 'h1');
  });

  it('closes a session, which the customer’s next message opens anew', async () => {
    await desk.panel.bringToFront();
    await showAll();
    await openThread(desk.panel);
    await desk.panel.click('[aria-label=More]');
    await sees(desk.panel, 'You can write freely until', '.menu');
    await desk.panel.click('.menu button');
    await sees(desk.panel, 'by an agent', '.mark');
    await desk.panel.keyboard.press('Escape');
    await sees(desk.panel, 'Closed', '.row .chip');
    // Meta's clock has whole seconds, and the close is in one of them.
    await desk.world.deliver(bodies.textBody(mei, 'm5', Date.now() + 2000, 'One more thing'));
    await sees(desk.panel, 'One more thing', '.row.unread');
  });

  it('says when its token was revoked, keeps the draft, and pairs again', async () => {
    const { devices } = await (await desk.world.owner.ask('/api/devices')).json();
    const bens = devices.find(({ agent }: { agent: { name: string } }) => agent.name === 'Ben');
    await desk.world.owner.ask(`/api/devices/${bens.id}`, { method: 'DELETE' });
    await sees(desk.panel, 'This browser is no longer paired', '.strip');
    const popup = await desk.extension.open('popup.html');
    await sees(popup, 'Not paired', '.live');
    await sees(popup, 'Pair again', '.strip');
    await popup.close();
    await desk.panel.bringToFront();
    await desk.panel.click('.strip button');
    // Firefox shows its driver no tab that an extension opened; there the same page is opened by hand.
    const form =
      name === 'firefox'
        ? await desk.extension.open('popup.html#pair')
        : await (
            await desk.extension.browser.waitForTarget((one) => one.url().endsWith('#pair'))
          ).asPage();
    await form.waitForSelector('#code');
    expect(await form.$eval('#address', (box) => (box as HTMLInputElement).value)).toBe(
      desk.line.url,
    );
    await form.type('#code', await desk.world.owner.codeFor('agent'));
    await form.click('button[type=submit]');
    await form.waitForSelector('.wide');
    await desk.panel.bringToFront();
    await isLive(desk.panel);
    await showAll();
    await openThread(desk.panel);
    expect(await desk.panel.$eval('textarea', (box) => box.value)).toBe('Half a sent');
  });

  it('raised no error on any page', () => {
    expect(desk.errors).toEqual([]);
  });

  const bubbles = (text: string) =>
    desk.panel.$$eval(
      '.bubble',
      (all, words) => all.filter((one) => one.textContent?.includes(words)).length,
      text,
    );
  const isLiveInThread = () =>
    desk.panel.waitForFunction(() => !document.querySelector('.strip'), { timeout: 40_000 });
  const showAll = async () => {
    await desk.panel.waitForSelector('[role=tab]');
    await desk.panel.click('[role=tab]:last-child');
  };
});

describe.each(browserNames)('pairing in %s', (name) => {
  it('says in a sentence what is wrong', async () => {
    const desk = await sitDown(name);
    const elsewhere = createServer((_, response) => response.end('<h1>A shop</h1>'));
    // A Deskside from before pairing was invented.
    const old = createServer((request, response) => {
      const headers = {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization,content-type',
      };
      const isHealth = request.url === '/healthz';
      response.writeHead(isHealth || request.method === 'OPTIONS' ? 200 : 404, headers);
      response.end(isHealth ? '{"name":"deskside"}' : '{}');
    });
    const portOf = async (server: typeof old) => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return (server.address() as { port: number }).port;
    };
    const [port, older] = [await portOf(elsewhere), await portOf(old)];
    await unpair(desk.popup);
    const attempt = async (address: string, code: string, sentence: string) => {
      for (const [field, value] of [
        ['#address', address],
        ['#code', code],
      ] as const) {
        await desk.popup.waitForSelector(field);
        await desk.popup.$eval(field, (box) => (box as HTMLInputElement).select());
        await desk.popup.keyboard.press('Backspace');
        await desk.popup.type(field, value);
      }
      await desk.popup.keyboard.press('Enter');
      await sees(desk.popup, sentence, '[role=alert]');
    };
    const { url } = desk.line;
    await attempt('', '', 'Enter the address of your server');
    await attempt('not an address', 'X', 'That isn’t a web address');
    await attempt('http://inbox.example.com', 'X', 'Use an address that starts with https://');
    await attempt('http://127.0.0.1:9', 'AAAA-AAAA', 'Nothing answers at that address');
    await attempt(`http://127.0.0.1:${port}`, 'AAAA-AAAA', 'it isn’t a Deskside server');
    await attempt(`http://127.0.0.1:${older}`, 'AAAA-AAAA', 'That server is older');
    await attempt(url, 'AAAA-AAAA', 'That code is wrong, used or expired');
    expect(desk.errors).toEqual([]);
    const code = await desk.world.owner.codeFor('agent');
    await pairDevice(desk.world.server.url, code);
    await attempt(url, code, 'That code is wrong, used or expired');
    elsewhere.close();
    old.close();
    await desk.close();
  });
});

describe.each(browserNames)('a local copy in %s', (name) => {
  it('is rebuilt when it is broken or newer, with drafts and waiting replies', async () => {
    const desk = await sitDown(name);
    await desk.say('m1', 'hello');
    await openThread(desk.panel);
    desk.line.cut();
    await sees(desk.panel, 'Offline since', '.strip');
    await write(desk.panel, 'A reply that waits');
    await desk.panel.type('textarea', 'A draft');
    await sees(desk.panel, 'waiting', '[data-outbox]');
    await until(
      () => draftOf(desk.popup),
      (draft) => draft === 'A draft',
    );
    await desk.panel.close();
    await desk.popup.evaluate(breakCopy);
    desk.line.mend();
    const panel = await desk.extension.open('sidepanel.html');
    await sees(panel, 'The local copy was damaged', '.strip');
    await until(() => desk.world.meta.taken.length === 1);
    expect(desk.world.meta.taken[0]?.text).toBe('A reply that waits');
    await panel.click('[role=tab]:last-child');
    await openThread(panel);
    expect(await panel.$eval('textarea', (box) => box.value)).toBe('A draft');
    await sees(panel, 'A reply that waits', '.bubble');
    await desk.close();
  });
});

describe.each(browserNames)('a window that keeps nothing, in %s', (name) => {
  it('works in memory and says so', async () => {
    const desk = await sitDown(name);
    // No browser refuses on request. The page is made to, and opens its copy anew when paired again.
    await desk.panel.evaluate(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('refused', 'SecurityError');
      };
    });
    await unpair(desk.popup);
    await pairPopup(desk.popup, await newLink(desk), 'Ben');
    await desk.panel.bringToFront();
    await sees(desk.panel, 'can’t keep anything on disk', '.strip');
    await desk.say('m1', 'hello');
    await sees(desk.panel, 'hello', '.row');
    await openThread(desk.panel);
    await write(desk.panel, 'From memory');
    await until(() => desk.world.meta.taken.length === 1);
    await desk.close();
  });
});

/** What a newer version, or a disk that forgets, leaves behind. */
const breakCopy = async () => {
  const [info] = await indexedDB.databases();
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(info?.name ?? '', 990);
    request.onupgradeneeded = () => {
      request.result.deleteObjectStore('messages');
      request.result.createObjectStore('foreign');
    };
    request.onblocked = () => reject(new Error('blocked'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
};
