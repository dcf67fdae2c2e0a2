/** The numbers, and, for admins, what Meta says of each. */
import { endpoints } from '@deskside/shared/api';
import type { WidgetId } from '@deskside/shared/ids';
import { AppError } from '../errors.ts';
import { factsOfWidget } from '../store/facts.ts';
import { allWidgets, widgetById } from '../store/widgets.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

export const widgetRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.widgets.path, async (c) => c.json({ widgets: await allWidgets(store.read) }));

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
