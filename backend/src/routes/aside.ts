/** What couldn't be read, for admins. */
import { endpoints } from '@deskside/shared/api';
import { asideRows, countAside } from '../store/aside.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

const ASIDE_MAX = 200;

export const asideRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.aside.path, async (c) => {
    demandAdmin(c);
    const items = await asideRows(store.read, ASIDE_MAX);
    return c.json({ count: await countAside(store.read), items });
  });
};
