/** Everybody, for admins. Roles are judged in inbox/staff.ts, in the transaction that changes them. */
import { endpoints } from '@deskside/shared/api';
import type { AgentId } from '@deskside/shared/ids';
import { RoleRequest } from '@deskside/shared/manage';
import { changeRole, removePerson } from '../inbox/staff.ts';
import { liveDevices, presentAgents } from '../store/agents.ts';
import { readJson } from './body.ts';
import type { App, Deps } from './context.ts';
import { demandAdmin } from './roles.ts';

export const peopleRoutes = (app: App, { store, stream, presence, clock, log }: Deps): void => {
  app.get(endpoints.people.path, async (c) => {
    demandAdmin(c);
    const { deviceId: own } = c.get('caller');
    const devices = Map.groupBy(await liveDevices(store.read), ({ id }) => id);
    const people = (await presentAgents(store.read)).map(({ createdAt, ...agent }) => ({
      agent,
      createdAt,
      devices: (devices.get(agent.id) ?? []).map(({ deviceId, ...device }) => ({
        id: deviceId,
        createdAt: device.createdAt,
        lastSeenAt: presence.lastSeenAt(deviceId) ?? device.lastSeenAt,
        isThisOne: deviceId === own,
      })),
    }));
    return c.json({ people });
  });

  app.post(endpoints.changeRole.path, async (c) => {
    const { role } = await readJson(c, RoleRequest);
    const { agent } = c.get('caller');
    const id = c.req.param('id') as AgentId;
    await store.write((tx) => changeRole(tx, agent, id, role));
    log.server.info({ agentId: id, role, by: agent.id }, 'role changed');
    return c.json({ ok: true });
  });

  app.delete(endpoints.removePerson.path, async (c) => {
    const { agent } = c.get('caller');
    const id = c.req.param('id') as AgentId;
    const devices = await store.write((tx) => removePerson(tx, agent, id, clock()));
    for (const deviceId of devices) stream.cut(deviceId);
    log.server.info({ agentId: id, by: agent.id }, 'person removed');
    return c.json({ ok: true });
  });
};
