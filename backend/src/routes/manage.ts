/** What the manage page reads besides the inbox: numbers over time, deliveries, and settings. */
import { endpoints } from '@deskside/shared/api';
import { WorkspaceSettings } from '@deskside/shared/manage';
import { serverTimeZone } from '../inbox/calendar.ts';
import { readRate } from '../inbox/delivery-rate.ts';
import { saveWorkspaceSettings, workspaceSettings } from '../store/workspace.ts';
import { readJson } from './body.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export const manageRoutes = (app: App, deps: Deps): void => {
  const { store, tallies, deliveryCount, keepEventsMs, clock } = deps;

  app.get(endpoints.metrics.path, async (c) => {
    demandAdmin(c);
    return c.json(await tallies.read());
  });

  app.get(endpoints.deliveries.path, async (c) => {
    demandAdmin(c);
    // What this server has counted and not yet written is part of the answer.
    await deliveryCount.flush();
    return c.json(await readRate(store, clock()));
  });

  app.get(endpoints.workspace.path, async (c) => {
    demandAdmin(c);
    return c.json({
      settings: await workspaceSettings(store.read),
      serverTimeZone: serverTimeZone(),
      logDays: keepEventsMs / DAY_MS,
    });
  });

  app.post(endpoints.saveWorkspace.path, async (c) => {
    demandAdmin(c);
    const settings = await readJson(c, WorkspaceSettings);
    await store.write((tx) => saveWorkspaceSettings(tx, settings));
    return c.json({ ok: true });
  });
};
