/** What couldn't be read, or is about nobody that we know, for admins. */
import { endpoints } from '@deskside/shared/api';
import { asideRows, countAside } from '../store/aside.ts';
import { factsOfStrangers } from '../store/facts.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

const ASIDE_MAX = 200;
const NOTICES_MAX = 50;

export const asideRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.aside.path, async (c) => {
    demandAdmin(c);
    const items = await asideRows(store.read, ASIDE_MAX);
    const notices = await factsOfStrangers(store.read, NOTICES_MAX);
    return c.json({ count: await countAside(store.read), items, notices });
  });
};
