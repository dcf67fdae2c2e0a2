import { startServer } from '@deskside/backend/server';
import { launch, openSidePanel, pairPopup } from '../../backend/cli/browsers.ts';
import { isLive } from '../e2e/desk.ts';
import { SECRET, startFakeMeta } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { makeConfig, OWNER_CODE, quiet } from '../make.ts';

const meta = await startFakeMeta();
const server = await startServer(makeConfig(':memory:', meta), quiet);
const webhook = `${server.url}/webhooks/whatsapp`;
const deliver = (body: object) => meta.deliver(webhook, body, SECRET);
const who = (i: number) => ({ name: `Customer ${i}`, phone: `8529${String(i).padStart(7, '0')}` });
for (let i = 0; i < 2000; i += 1)
  await deliver(bodies.textBody(who(i), `old ${i}`, Date.now() - 2e6 + i * 1000, `Question ${i}`));
const extension = await launch('chromium');
const popup = await extension.open('popup.html');
await pairPopup(popup, `${server.url}/pair#${OWNER_CODE}`, 'Ada');
const panel = await openSidePanel(extension, popup);
await isLive(panel);
await panel.waitForSelector('.row');
console.log(
  await panel.evaluate(async () => {
    const [info] = await indexedDB.databases();
    const db: IDBDatabase = await new Promise((r) => {
      const q = indexedDB.open(info!.name!);
      q.onsuccess = () => r(q.result);
    });
    const out: any = {};
    for (let k = 0; k < 5; k++) {
      const t = performance.now();
      await new Promise((r) => {
        const q = db.transaction('conversations').objectStore('conversations').getAll();
        q.onsuccess = () => r(q.result);
      });
      out['getAll' + k] = performance.now() - t;
    }
    for (let k = 0; k < 5; k++) {
      const t = performance.now();
      await new Promise((r) => {
        const tx = db.transaction('drafts', 'readwrite', { durability: 'strict' });
        tx.objectStore('drafts').put({ conversationId: 'x', text: '', by: '' });
        tx.oncomplete = r;
      });
      out['strict' + k] = performance.now() - t;
    }
    for (let k = 0; k < 5; k++) {
      const t = performance.now();
      await new Promise((r) => {
        const tx = db.transaction('drafts', 'readwrite', { durability: 'relaxed' });
        tx.objectStore('drafts').put({ conversationId: 'x', text: '', by: '' });
        tx.oncomplete = r;
      });
      out['relaxed' + k] = performance.now() - t;
    }
    for (let k = 0; k < 5; k++) {
      const t = performance.now();
      await new Promise((r) => requestAnimationFrame(r));
      out['raf' + k] = performance.now() - t;
    }
    return out;
  }),
);
await panel.tracing?.start?.({ path: '/tmp/trace.json' }).catch(() => {});
for (let i = 0; i < 20; i++) {
  await deliver(bodies.textBody(who(i), `new ${i}`, Date.now() + 5000 + i * 1000, `bench ${i}`));
  await new Promise((r) => setTimeout(r, 400));
}
await panel.tracing?.stop?.().catch(() => {});
await extension.close();
await server.close();
await meta.close();
