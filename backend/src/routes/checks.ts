/** Where machines are asked to prove something, or to put it right. */
import { endpoints } from '@deskside/shared/api';
import { CheckRequest } from '@deskside/shared/api-setup';
import { addressOf } from './address.ts';
import { readJson } from './body.ts';
import type { App, AppContext, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

export const checkRoutes = (app: App, { config, checks }: Deps): void => {
  const callOf = async (c: AppContext) => {
    demandAdmin(c);
    const webhookUrl = `${addressOf(c, config)}/webhooks/whatsapp`;
    return { ...(await readJson(c, CheckRequest)), webhookUrl };
  };

  app.post(endpoints.check.path, async (c) => c.json({ proof: await checks.run(await callOf(c)) }));
  app.post(endpoints.fix.path, async (c) => c.json({ proof: await checks.fix(await callOf(c)) }));
};
