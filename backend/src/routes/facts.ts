/** What only admins read: what Meta says of a number, what couldn't be read, what was taken back; and
 * for everybody, who may be whom. */
import { endpoints } from '@deskside/shared/api';
import type { MessageId, WidgetId } from '@deskside/shared/ids';
import { AppError } from '../errors.ts';
import { readMerges } from '../inbox/merges.ts';
import { readOriginal } from '../inbox/originals.ts';
import { asideRows, countAside } from '../store/aside.ts';
import { factsOfWidget } from '../store/facts.ts';
import { allWidgets, widgetById } from '../store/widgets.ts';
import type { App, AppContext, Deps } from './context.ts';

const ASIDE_MAX = 200;

const demandAdmin = (c: AppContext): void => {
  if (c.get('caller').agent.role === 'agent')
    throw new AppError(403, 'forbidden', 'Only admins may read this.');
};

export const factRoutes = (app: App, { store }: Deps): void => {
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

  app.get(endpoints.aside.path, async (c) => {
    demandAdmin(c);
    const rows = await asideRows(store.read, ASIDE_MAX);
    return c.json({
      count: await countAside(store.read),
      items: rows,
    });
  });

  app.get(endpoints.original.path, async (c) => {
    demandAdmin(c);
    return c.json(await readOriginal(store.read, c.req.param('id') as MessageId));
  });

  app.get(endpoints.merges.path, async (c) => c.json(await readMerges(store.read)));
};
