/** People, their paired browsers, and the codes that pair one more. Only hashes of secrets are kept. */
import type { AgentId, DeviceId } from '@deskside/shared/ids';
import type { Agent, Role } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import { findAll } from './find.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

export const allAgents = (db: Db): Promise<Agent[]> =>
  db.selectFrom('agents').select(['id', 'name', 'role']).orderBy('createdAt').execute();

export const shownAgents = async (reader: Reader, ids: readonly string[]): Promise<Agent[]> =>
  (await findAll(reader, 'agents', 'id', ids)).map(({ id, name, role }) => ({ id, name, role }));

export const firstOwner = (db: Db): Promise<Agent | undefined> =>
  db
    .selectFrom('agents')
    .select(['id', 'name', 'role'])
    .where('role', '=', 'owner')
    .where('removedAt', 'is', null)
    .orderBy('createdAt')
    .executeTakeFirst();

/** Those who are here; in the order in which they came. */
export const presentAgents = (db: Db) =>
  db
    .selectFrom('agents')
    .select(['id', 'name', 'role', 'createdAt'])
    .where('removedAt', 'is', null)
    .orderBy('createdAt')
    .execute();

export const presentAgent = (db: Db, id: AgentId): Promise<Agent | undefined> =>
  db
    .selectFrom('agents')
    .select(['id', 'name', 'role'])
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst();

export const setRole = async (tx: Tx, agent: Agent): Promise<void> => {
  await tx.db.updateTable('agents').set({ role: agent.role }).where('id', '=', agent.id).execute();
  tx.emit('agent', agent.id);
};

/** Takes every browser along. Answers with those that were still paired. */
export const removeAgent = async (tx: Tx, id: AgentId, at: number): Promise<DeviceId[]> => {
  await tx.db.updateTable('agents').set({ removedAt: at }).where('id', '=', id).execute();
  await tx.db
    .updateTable('pairingCodes')
    .set({ usedAt: at })
    .where('agentId', '=', id)
    .where('usedAt', 'is', null)
    .execute();
  const devices = await tx.db
    .updateTable('devices')
    .set({ revokedAt: at })
    .where('agentId', '=', id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .execute();
  return devices.map((device) => device.id);
};

export const insertAgent = async (tx: Tx, agent: Agent, at: number): Promise<void> => {
  await tx.db
    .insertInto('agents')
    .values({ ...agent, createdAt: at, removedAt: null })
    .execute();
  tx.emit('agent', agent.id);
};

export const insertDevice = async (
  tx: Tx,
  device: { id: DeviceId; agentId: AgentId; tokenHash: string; createdAt: number },
): Promise<void> => {
  await tx.db
    .insertInto('devices')
    .values({ ...device, revokedAt: null, lastSeenAt: null })
    .execute();
};

const devicesWithAgents = (db: Db) =>
  db
    .selectFrom('devices')
    .innerJoin('agents', 'agents.id', 'devices.agentId')
    .select([
      'devices.id as deviceId',
      'devices.createdAt',
      'devices.lastSeenAt',
      'agents.id',
      'agents.name',
      'agents.role',
    ])
    .where('devices.revokedAt', 'is', null);

export const deviceByToken = (db: Db, tokenHash: string) =>
  devicesWithAgents(db).where('devices.tokenHash', '=', tokenHash).executeTakeFirst();

export const liveDevices = (db: Db) => devicesWithAgents(db).orderBy('devices.createdAt').execute();

export const revokeDevice = async (tx: Tx, id: DeviceId, at: number): Promise<void> => {
  await tx.db.updateTable('devices').set({ revokedAt: at }).where('id', '=', id).execute();
};

export const saveSeen = async (tx: Tx, seen: ReadonlyMap<DeviceId, number>): Promise<void> => {
  for (const [id, lastSeenAt] of seen)
    await tx.db.updateTable('devices').set({ lastSeenAt }).where('id', '=', id).execute();
};

export const insertCode = async (
  tx: Tx,
  code: { hash: string; role: Role; expiresAt: number; agentId: AgentId | null },
): Promise<void> => {
  await tx.db
    .insertInto('pairingCodes')
    .values({ ...code, usedAt: null })
    .onConflict((conflict) =>
      // The same code set again in the environment lives on, unless it was used.
      conflict.column('hash').doUpdateSet({ expiresAt: code.expiresAt }),
    )
    .execute();
};

/** Takes the code if it is good, in one statement: of two who try at once, one gets it. */
export const useCode = (
  tx: Tx,
  hash: string,
  now: number,
): Promise<{ role: Role; agentId: AgentId | null } | undefined> =>
  tx.db
    .updateTable('pairingCodes')
    .set({ usedAt: now })
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning(['role', 'agentId'])
    .executeTakeFirst();
