/** How a browser gets its token, and loses it. Roles are judged here, whatever a screen shows. */
import { setTimeout as wait } from 'node:timers/promises';
import { endpoints, PairRequest, PROTOCOL } from '@deskside/shared/api';
import type { DeviceId } from '@deskside/shared/ids';
import { CodeRequest } from '@deskside/shared/manage';
import type { Agent, Role } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import { addCode, newCode, pair } from '../inbox/pairing.ts';
import { mayChange } from '../inbox/staff.ts';
import { liveDevices, presentAgent, revokeDevice } from '../store/agents.ts';
import { addressOf, clientOf } from './address.ts';
import { readJson } from './body.ts';
import type { App, AppContext, Deps } from './context.ts';

const isAdmin = (role: Role) => role !== 'agent';

export const pairingRoutes = (app: App, deps: Deps): void => {
  const { store, stream, guesses, clock, log } = deps;

  app.post(endpoints.pair.path, async (c) => {
    const { code, name } = await readJson(c, PairRequest);
    const address = clientOf(c, deps.config);
    const delayMs = guesses.delayMs(address);
    // Counted before it is judged: guesses that come all at once are counted all the same.
    guesses.wrong(address);
    if (delayMs > 0) await wait(delayMs);
    const paired = await pair(store, code, name, clock());
    if (!paired) throw new AppError(403, 'wrong-code', 'The code is wrong, used or expired.');
    guesses.right(address);
    log.server.info({ agentId: paired.agent.id }, 'browser paired');
    return c.json({ ...paired, protocol: PROTOCOL });
  });

  app.post(endpoints.makeCode.path, async (c) => {
    const { role: asked, agentId = null } = await readJson(c, CodeRequest);
    const { agent } = c.get('caller');
    const person = agentId ? await presentAgent(store.read, agentId) : undefined;
    if (agentId && !person) throw new AppError(404, 'not-found', 'There is no such person.');
    // One more browser of somebody has that somebody's role, whatever was asked for.
    const role = person?.role ?? asked;
    if (person?.id !== agent.id && !mayChange(agent, role))
      throw new AppError(403, 'forbidden', 'Your role can’t make this code.');
    const code = newCode();
    const expiresAt = await store.write((tx) => addCode(tx, code, role, clock(), agentId));
    return c.json({ code, link: `${addressOf(c, deps.config)}/pair#${code}`, expiresAt });
  });

  app.get(endpoints.devices.path, async (c) => {
    const caller = c.get('caller');
    const devices = await visibleDevices(c, deps);
    return c.json({
      devices: devices.map(({ deviceId, createdAt, lastSeenAt: _, ...agent }) => ({
        id: deviceId,
        agent,
        createdAt,
        isThisOne: deviceId === caller.deviceId,
      })),
    });
  });

  app.delete(endpoints.revoke.path, async (c) => {
    const asked = c.req.param('id');
    const id = (asked === 'current' ? c.get('caller').deviceId : asked) as DeviceId;
    const devices = await visibleDevices(c, deps);
    const device = devices.find(({ deviceId }) => deviceId === id);
    if (!device) throw new AppError(404, 'not-found', 'There is no such device.');
    demandMayRevoke(c.get('caller').agent, device);
    await store.write((tx) => revokeDevice(tx, id, clock()));
    stream.cut(id);
    log.server.info({ deviceId: id }, 'device revoked');
    return c.json({ ok: true });
  });
};

const demandMayRevoke = (by: Agent, owner: Agent): void => {
  if (by.id !== owner.id && !mayChange(by, owner.role))
    throw new AppError(403, 'forbidden', 'Your role can’t revoke this device.');
};

const visibleDevices = async (c: AppContext, { store }: Deps) => {
  const { agent } = c.get('caller');
  const devices = await liveDevices(store.read);
  return isAdmin(agent.role) ? devices : devices.filter(({ id }) => id === agent.id);
};
