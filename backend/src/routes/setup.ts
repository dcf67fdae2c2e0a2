/** What is set, for the pages that set it up, and the door for what admins enter. */
import { endpoints } from '@deskside/shared/api';
import { SecretRequest } from '@deskside/shared/api-setup';
import { addressOf } from './address.ts';
import { readJson } from './body.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

export const setupRoutes = (app: App, { config, setup, log }: Deps): void => {
  app.get(endpoints.setup.path, async (c) => {
    demandAdmin(c);
    const webhookUrl = `${addressOf(c, config)}/webhooks/whatsapp`;
    return c.json({ webhookUrl, publicUrl: config.publicUrl, ...(await setup.read()) });
  });

  app.post(endpoints.secrets.path, async (c) => {
    demandAdmin(c);
    const { name, value } = await readJson(c, SecretRequest);
    await setup.enter(name, value);
    log.server.info({ name, isSet: value !== null }, 'secret entered');
    return c.json({ ok: true });
  });
};
