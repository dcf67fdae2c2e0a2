/** Who may be whom, and whom agents have made one. */
import { endpoints } from '@deskside/shared/api';
import { readMerges } from '../inbox/merge-candidates.ts';
import type { App, Deps } from './context.ts';

export const mergeRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.merges.path, async (c) => c.json(await readMerges(store)));
};
