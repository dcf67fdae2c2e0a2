/** What was taken back, for admins who ask. */
import { endpoints } from '@deskside/shared/api';
import type { MessageId } from '@deskside/shared/ids';
import { readOriginal } from '../inbox/originals.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

export const originalRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.original.path, async (c) => {
    demandAdmin(c);
    return c.json(await readOriginal(store.read, c.req.param('id') as MessageId));
  });
};
