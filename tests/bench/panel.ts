/** What an agent feels: how soon a message is on the screen, and how soon the inbox is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startServer } from '@deskside/backend/server';
import { launch, openSidePanel, pairPopup } from '../../backend/cli/browsers.ts';
import { outputs } from '../../backend/cli/extension.ts';
import { isLive } from '../e2e/desk.ts';
import { SECRET, startFakeMeta } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { makeConfig, OWNER_CODE, quiet } from '../make.ts';
import { median, quantile, report } from './measure.ts';

const COUNT = 2000;

/** Every script that the page loads before it can paint: named in it, or imported by those at once. */
const scriptBytes = (): number => {
  const read = (path: string) => readFileSync(join(outputs.chromium, path));
  const page = read('sidepanel.html').toString();
  const scripts = new Set(
    [...page.matchAll(/(?:src|href)="\/(chunks\/[^"]+\.js)"/g)].map(([, path]) => path ?? ''),
  );
  const language = /chunks\/en-[\w-]+\.js/.exec(
    [...scripts].map((path) => read(path).toString()).join('\n'),
  );
  if (language) scripts.add(language[0]);
  return [...scripts].reduce((sum, path) => sum + gzipSync(read(path), { level: 9 }).length, 0);
};

export const benchPanel = async (): Promise<void> => {
  report('side panel, JavaScript at first paint, gzipped', scriptBytes() / 1000, 70, 'kB');
  const meta = await startFakeMeta();
  const server = await startServer(makeConfig(':memory:', meta), quiet);
  const webhook = `${server.url}/webhooks/whatsapp`;
  const deliver = (body: object) => meta.deliver(webhook, body, SECRET);
  const who = (i: number) => ({
    name: `Customer ${i}`,
    phone: `8529${String(i).padStart(7, '0')}`,
  });
  const start = Date.now() - COUNT * 1000;
  for (let i = 0; i < COUNT; i += 1)
    await deliver(bodies.textBody(who(i), `old ${i}`, start + i * 1000, `Question ${i}`));

  const extension = await launch('chromium');
  const popup = await extension.open('popup.html');
  await pairPopup(popup, `${server.url}/pair#${OWNER_CODE}`, 'Ada');
  const panel = await openSidePanel(extension, popup);
  await isLive(panel);
  await panel.waitForSelector('.row');

  // The page writes down when it first painted each message; both clocks are this machine's.
  await panel.evaluate(() => {
    const seen = new Map<string, number>();
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const found = /bench \d+/.exec(document.querySelector('.row p')?.textContent ?? '')?.[0];
      if (!found || seen.has(found)) return;
      seen.set(found, 0);
      requestAnimationFrame(() => seen.set(found, performance.timeOrigin + performance.now()));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const took: number[] = [];
  for (let i = 0; i < 120; i += 1) {
    const text = `bench ${i}`;
    const sentAt = performance.timeOrigin + performance.now();
    await deliver(bodies.textBody(who(i % 50), `new ${i}`, Date.now() + 5000 + i * 1000, text));
    const seenAt = await panel.waitForFunction(
      (words) => (window as unknown as { seen: Map<string, number> }).seen.get(words) || false,
      { polling: 5 },
      text,
    );
    took.push(Number(await seenAt.jsonValue()) - sentAt);
  }
  const measured = took.slice(20);
  report('webhook posted → visible in the panel: median', median(measured), 40, 'ms');
  report('webhook posted → visible in the panel: 95th', quantile(measured, 0.95), 100, 'ms');

  const opens: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const page = await extension.browser.newPage();
    await page.evaluateOnNewDocument(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.row')) return;
        observer.disconnect();
        requestAnimationFrame(() => Object.assign(window, { paintedAt: performance.now() }));
      }).observe(document, { subtree: true, childList: true });
    });
    await page.goto(panel.url());
    const painted = await page.waitForFunction(
      () => (window as unknown as { paintedAt?: number }).paintedAt ?? false,
    );
    opens.push(Number(await painted.jsonValue()));
    await page.close();
  }
  report(
    `inbox painted from cold, ${COUNT} conversations cached (median of 9)`,
    median(opens),
    200,
    'ms',
  );
  await extension.close();
  await server.close();
  await meta.close();
};
