/**
 * A code buys a device token, once and within fifteen minutes. Of both only hashes are kept. Whoever
 * guesses is slowed, and then refused for a while, whether the next guess is right or not.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type AgentId, type DeviceId, newId } from '@deskside/shared/ids';
import type { Agent, Role } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import {
  deviceByToken,
  firstOwner,
  insertAgent,
  insertCode,
  insertDevice,
  presentAgent,
  useCode,
} from '../store/agents.ts';
import type { Store, Tx } from '../store/db.ts';

const CODE_LIFE_MS = 15 * 60 * 1000;

/** Thirty-two signs that nobody mistakes for one another, aloud or on paper: forty bits in eight. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export const newCode = (): string => {
  const signs = Array.from(randomBytes(8), (byte) => SIGNS[byte % 32]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
};

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const normalise = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** With `agentId` it pairs one more browser of that person. */
export const addCode = async (
  tx: Tx,
  code: string,
  role: Role,
  now: number,
  agentId: AgentId | null = null,
): Promise<number> => {
  const expiresAt = now + CODE_LIFE_MS;
  await insertCode(tx, { hash: hashOf(normalise(code)), role, expiresAt, agentId });
  return expiresAt;
};

/** The owner is one person, however often they pair anew: losing a browser must not make a second. */
const agentFor = async (
  tx: Tx,
  { role, agentId }: { role: Role; agentId: AgentId | null },
  name: string,
  now: number,
): Promise<Agent | undefined> => {
  // Somebody who was removed meanwhile has no more browsers to pair.
  if (agentId) return presentAgent(tx.db, agentId);
  const owner = role === 'owner' ? await firstOwner(tx.db) : undefined;
  if (owner) return owner;
  const agent: Agent = { id: newId<AgentId>(), name, role };
  await insertAgent(tx, agent, now);
  return agent;
};

export const pair = (
  store: Store,
  code: string,
  name: string,
  now: number,
): Promise<{ token: string; agent: Agent } | undefined> =>
  store.write(async (tx) => {
    const good = await useCode(tx, hashOf(normalise(code)), now);
    if (!good) return undefined;
    const agent = await agentFor(tx, good, name, now);
    if (!agent) return undefined;
    const token = randomBytes(32).toString('base64url');
    await insertDevice(tx, {
      id: newId<DeviceId>(),
      agentId: agent.id,
      tokenHash: hashOf(token),
      createdAt: now,
    });
    return { token, agent };
  });

export interface Caller {
  deviceId: DeviceId;
  agent: Agent;
}

export const authenticate = async (store: Store, header: string | undefined): Promise<Caller> => {
  const token = /^Bearer ([\w-]{20,100})$/.exec(header ?? '')?.[1];
  const device = token ? await deviceByToken(store.read, hashOf(token)) : undefined;
  if (!device) throw new AppError(401, 'unauthorized', 'Pair this browser with the server.');
  const { deviceId, id, name, role } = device;
  return { deviceId, agent: { id, name, role } };
};

const FREE_GUESSES = 3;
const GUESSES_MAX = 10;

/** Counts wrong guesses by address. Kept in memory: a restart forgives, and forty bits bear that. */
export const guardGuesses = (clock: () => number) => {
  const guesses = new Map<string, { count: number; since: number }>();
  const of = (address: string) => {
    const found = guesses.get(address);
    return found && clock() - found.since < CODE_LIFE_MS ? found : { count: 0, since: clock() };
  };
  return {
    /** How long this address has to wait for its answer. */
    delayMs: (address: string): number => {
      const { count } = of(address);
      if (count >= GUESSES_MAX)
        throw new AppError(429, 'too-many-guesses', 'Too many wrong codes. Wait 15 minutes.');
      return count < FREE_GUESSES ? 0 : 50 * 2 ** (count - FREE_GUESSES);
    },
    wrong: (address: string): void => {
      const { count, since } = of(address);
      // The oldest is forgotten first, so that a flood of addresses doesn't pardon everyone.
      const [oldest] = guesses.keys();
      if (guesses.size > 10_000 && oldest !== undefined) guesses.delete(oldest);
      guesses.set(address, { count: count + 1, since });
    },
    right: (address: string): void => {
      guesses.delete(address);
    },
  };
};
