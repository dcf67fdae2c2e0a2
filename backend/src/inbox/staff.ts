/**
 * Who may change whom. Admins look after agents and admins, owners after everybody; and there is always
 * an owner, or nobody could make one again.
 */
import type { AgentId, DeviceId } from '@deskside/shared/ids';
import type { Agent, Role } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import { presentAgent, presentAgents, removeAgent, setRole } from '../store/agents.ts';
import type { Tx } from '../store/db.ts';

export const mayChange = (by: Agent, whose: Role): boolean =>
  by.role === 'owner' || (by.role === 'admin' && whose !== 'owner');

export const changeRole = async (tx: Tx, by: Agent, id: AgentId, role: Role): Promise<void> => {
  const person = await personOf(tx, by, id);
  if (!mayChange(by, role)) throw forbidden();
  if (person.role === role) return;
  await demandAnotherOwner(tx, person);
  await setRole(tx, { ...person, role });
};

/** Answers with the browsers that were cut off. */
export const removePerson = async (tx: Tx, by: Agent, id: AgentId, now: number) => {
  const person = await personOf(tx, by, id);
  await demandAnotherOwner(tx, person);
  return removeAgent(tx, person.id, now) satisfies Promise<DeviceId[]>;
};

const forbidden = () => new AppError(403, 'forbidden', 'Your role doesn’t allow it.');

const personOf = async (tx: Tx, by: Agent, id: AgentId): Promise<Agent> => {
  if (by.role === 'agent') throw forbidden();
  const person = await presentAgent(tx.db, id);
  if (!person) throw new AppError(404, 'not-found', 'There is no such person.');
  if (!mayChange(by, person.role)) throw forbidden();
  return person;
};

const demandAnotherOwner = async (tx: Tx, person: Agent): Promise<void> => {
  if (person.role !== 'owner') return;
  const people = await presentAgents(tx.db);
  if (!people.some(({ id, role }) => role === 'owner' && id !== person.id))
    throw new AppError(409, 'last-owner', 'There must be an owner. Make somebody else one first.');
};
