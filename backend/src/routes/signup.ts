/** The page that signs up at Facebook, what it asks, and the ticket that opens it. Facebook's SDK is
 * allowed here and nowhere else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '@deskside/shared/api';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import { addressOf } from './address.ts';
import { readJson } from './body.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';
import { signupPage } from './signup-page.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self' https://connect.facebook.net",
  "connect-src 'self' https://www.facebook.com https://graph.facebook.com",
  'frame-src https://www.facebook.com https://web.facebook.com',
  "img-src 'self' https://www.facebook.com",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const Ticket = z.string().check(z.regex(/^[\w-]{20,100}$/));
const SettingsRequest = z.object({ ticket: Ticket });
const FinishRequest = z.object({
  ticket: Ticket,
  code: z.string().check(z.minLength(1), z.maxLength(4000)),
  accountId: z.nullable(z.string().check(z.regex(/^\w{1,64}$/))),
});
const BODY_MAX = 16 * 1024;

export const signupRoutes = (app: App, deps: Deps): void => {
  const { config, signup, checks, log } = deps;
  const version = /v\d+\.\d+$/.exec(config.graphUrl)?.[0] ?? 'v25.0';
  const script = readFileSync(join(import.meta.dirname, '../pages/signup.mjs'), 'utf8');

  app.post(endpoints.signup.path, async (c) => {
    demandAdmin(c);
    const { ticket, expiresAt } = await signup.open(c.get('caller').agent.id);
    return c.json({ link: `${addressOf(c, config)}/signup#${ticket}`, expiresAt });
  });

  app.use('/signup/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    await next();
  });
  app.use(
    '/signup/*',
    bodyLimit({
      maxSize: BODY_MAX,
      onError: () => {
        throw new AppError(413, 'too-large', 'The body is too large.');
      },
    }),
  );

  app.get('/signup', (c) => {
    const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
    const isChinese = /^zh-(hk|tw|mo|hant)\b/i.test(wanted);
    return c.html(signupPage(isChinese ? 'zh-Hant-HK' : 'en'), 200, {
      'content-security-policy': policy,
      'referrer-policy': 'origin',
      vary: 'accept-language',
    });
  });
  app.get('/signup.mjs', (c) =>
    c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );

  app.post('/signup/settings', async (c) => {
    const { ticket } = await readJson(c, SettingsRequest);
    return c.json({ ...(await signup.settings(ticket)), version });
  });

  app.post('/signup', async (c) => {
    const widget = await signup.finish(await readJson(c, FinishRequest));
    log.server.info({ widgetId: widget.id }, 'number signed up');
    await checks.welcome(widget, `${addressOf(c, config)}/webhooks/whatsapp`);
    return c.json({ name: widget.name, phone: widget.phone });
  });
};
