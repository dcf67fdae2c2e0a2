/** Liveness answers as long as the process does; readiness only while it takes work and has its data,
 * so that a balancer stops sending before we stop listening. */
import { sql } from 'kysely';
import type { App, Deps } from './context.ts';

export const healthRoutes = (app: App, { store, metrics, isDraining }: Deps): void => {
  app.get('/healthz', (c) => c.json({ name: 'deskside', isOk: true }));

  app.get('/readyz', async (c) => {
    if (isDraining()) return c.json({ isReady: false }, 503);
    await sql`select 1`.execute(store.read);
    return c.json({ isReady: true });
  });

  app.get('/metrics', async (c) => {
    const { text, contentType } = await metrics.describe();
    return c.text(text, 200, { 'content-type': contentType });
  });
};
