/** The numbers, and, for admins, what Meta says of each. */
import { endpoints } from '@deskside/shared/api';
import { AddWidgetRequest, LookRequest } from '@deskside/shared/api-setup';
import type { WidgetId } from '@deskside/shared/ids';
import { AppError } from '../errors.ts';
import { factsOfWidget } from '../store/facts.ts';
import { allWidgets, widgetById } from '../store/widgets.ts';
import { addressOf } from './address.ts';
import { readJson } from './body.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

export const widgetRoutes = (app: App, { config, store, linking, checks, log }: Deps): void => {
  app.get(endpoints.widgets.path, async (c) => c.json({ widgets: await allWidgets(store.read) }));

  app.post(endpoints.look.path, async (c) => {
    demandAdmin(c);
    const { accountId, token } = await readJson(c, LookRequest);
    return c.json(await linking.look(accountId, token));
  });

  app.post(endpoints.addWidget.path, async (c) => {
    demandAdmin(c);
    const asked = await readJson(c, AddWidgetRequest);
    const widget = await linking.link({ ...asked, way: 'token' });
    log.server.info({ widgetId: widget.id }, 'number linked');
    await checks.welcome(widget, `${addressOf(c, config)}/webhooks/whatsapp`);
    return c.json({ widget });
  });

  app.get(endpoints.facts.path, async (c) => {
    demandAdmin(c);
    const widget = await widgetById(store.read, c.req.param('id') as WidgetId);
    if (!widget) throw new AppError(404, 'not-found', 'There is no such widget.');
    const facts = await factsOfWidget(store.read, widget);
    return c.json({
      facts: facts.map(({ kind, subject, at, detail }) => ({
        kind,
        subject,
        at,
        detail: JSON.parse(detail) as unknown,
      })),
    });
  });
};
