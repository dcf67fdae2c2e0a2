/** People, their paired browsers, and the codes that pair one more. Only hashes of secrets are kept. */
import type { AgentId, DeviceId } from '@deskside/shared/ids';
import type { Agent, Role } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

export const allAgents = (db: Db): Promise<Agent[]> =>
  db.selectFrom('agents').select(['id', 'name', 'role']).orderBy('createdAt').execute();

export const firstOwner = (db: Db): Promise<Agent | undefined> =>
  db
    .selectFrom('agents')
    .select(['id', 'name', 'role'])
    .where('role', '=', 'owner')
    .orderBy('createdAt')
    .executeTakeFirst();

export const insertAgent = async (tx: Tx, agent: Agent, at: number): Promise<void> => {
  await tx.db
    .insertInto('agents')
    .values({ ...agent, createdAt: at })
    .execute();
  tx.emit('agent', agent);
};

export const insertDevice = async (
  tx: Tx,
  device: { id: DeviceId; agentId: AgentId; tokenHash: string; createdAt: number },
): Promise<void> => {
  await tx.db
    .insertInto('devices')
    .values({ ...device, revokedAt: null })
    .execute();
};

const devicesWithAgents = (db: Db) =>
  db
    .selectFrom('devices')
    .innerJoin('agents', 'agents.id', 'devices.agentId')
    .select([
      'devices.id as deviceId',
      'devices.createdAt',
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

export const insertCode = async (
  tx: Tx,
  code: { hash: string; role: Role; expiresAt: number },
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
export const useCode = (tx: Tx, hash: string, now: number): Promise<{ role: Role } | undefined> =>
  tx.db
    .updateTable('pairingCodes')
    .set({ usedAt: now })
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('role')
    .executeTakeFirst();
