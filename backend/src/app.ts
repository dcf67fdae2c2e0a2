/** The routes, who may use them, and the one place where an error becomes an answer. */
import { endpoints } from '@deskside/shared/api';
import { newId } from '@deskside/shared/ids';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { AppError } from './errors.ts';
import { authenticate } from './inbox/pairing.ts';
import { asideRoutes } from './routes/aside.ts';
import { checkRoutes } from './routes/checks.ts';
import { commandRoutes } from './routes/commands.ts';
import type { App, Deps, Env } from './routes/context.ts';
import { changeRoutes, streamRoute } from './routes/events.ts';
import { frontRoutes } from './routes/front.ts';
import { healthRoutes } from './routes/health.ts';
import { manageRoutes } from './routes/manage.ts';
import { mergeRoutes } from './routes/merges.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { originalRoutes } from './routes/originals.ts';
import { pairingRoutes } from './routes/pairing.ts';
import { peopleRoutes } from './routes/people.ts';
import { setupRoutes } from './routes/setup.ts';
import { signupRoutes } from './routes/signup.ts';
import { snapshotRoutes } from './routes/snapshot.ts';
import { webhookRoutes } from './routes/webhook.ts';
import { widgetRoutes } from './routes/widgets.ts';
import { isUnavailable } from './store/unavailable.ts';

const API_BODY_MAX = 64 * 1024;

const openPaths = new Set<string>(['/api/openapi.json', endpoints.pair.path]);

const bodyOf = ({ code, message, detail }: AppError) =>
  Object.keys(detail).length > 0 ? { code, message, detail } : { code, message };

export const createApp = (deps: Deps): App => {
  const app = new Hono<Env>();

  app.onError((error, c) => {
    if (error instanceof AppError) return c.json({ error: bodyOf(error) }, error.status);
    if (error instanceof HTTPException)
      return c.json({ error: { code: 'bad-request', message: error.message } }, error.status);
    // Whoever hung up hears no answer, and it is nobody's fault.
    if (c.req.raw.signal.aborted)
      return c.json({ error: { code: 'bad-request', message: 'Cut off.' } }, 400);
    if (isUnavailable(error)) {
      deps.log.http.error({ error, path: c.req.path }, 'database unavailable');
      const message = 'The database can’t be used right now. Try again later.';
      return c.json({ error: { code: 'unavailable', message } }, 503);
    }
    const requestId = newId();
    deps.log.http.error({ requestId, error, path: c.req.path }, 'unexpected');
    const message = `Something failed on the server. Request ${requestId}.`;
    return c.json({ error: { code: 'internal', message } }, 500);
  });
  app.notFound((c) =>
    c.json({ error: { code: 'not-found', message: 'There is nothing here.' } }, 404),
  );

  streamRoute(app, deps);

  // Any origin may ask: there are no cookies, and only a token opens anything. So the extension needs
  // no permission to reach its server.
  app.use(
    '/api/*',
    cors({
      origin: '*',
      allowHeaders: ['authorization', 'content-type', 'last-event-id'],
      allowMethods: ['GET', 'POST', 'DELETE'],
      maxAge: 86_400,
    }),
  );
  app.use('/healthz', cors({ origin: '*' }));
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: API_BODY_MAX,
      onError: () => {
        throw new AppError(413, 'too-large', 'The body is too large.');
      },
    }),
  );
  app.use('/api/*', async (c, next) => {
    // No id has it, and Postgres can't even be asked for one that has.
    if (c.req.url.includes('%00'))
      throw new AppError(400, 'bad-request', 'A path can’t hold a NUL.');
    if (!openPaths.has(c.req.path)) {
      const caller = await authenticate(deps.store, c.req.header('authorization'));
      c.set('caller', caller);
      deps.presence.seen(caller.deviceId);
    }
    c.header('cache-control', 'no-store');
    await next();
  });

  webhookRoutes(app, deps);
  pairingRoutes(app, deps);
  snapshotRoutes(app, deps);
  changeRoutes(app, deps);
  commandRoutes(app, deps);
  widgetRoutes(app, deps);
  setupRoutes(app, deps);
  checkRoutes(app, deps);
  signupRoutes(app, deps);
  asideRoutes(app, deps);
  originalRoutes(app, deps);
  mergeRoutes(app, deps);
  openapiRoutes(app);
  healthRoutes(app, deps);
  peopleRoutes(app, deps);
  manageRoutes(app, deps);
  frontRoutes(app, deps);
  return app;
};
