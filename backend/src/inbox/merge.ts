/**
 * Two contacts that are one person, by an agent's word. A merge is a link and nothing else; everything
 * that follows from it is worked out, so that taking the link away is the exact inverse.
 */
import type { Merge, Unmerge } from '@deskside/shared/commands';
import type { ContactId } from '@deskside/shared/ids';
import type { Agent } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import { linksOf, removeLinks, saveLinks } from '../store/claims.ts';
import { contactRows } from '../store/contacts.ts';
import type { Tx } from '../store/db.ts';
import { settlePeople } from './ingest/settle.ts';

/** The two in one order, so that naming them the other way round is the same merge. */
const inOrder = ([a, b]: readonly [ContactId, ContactId]) => (a < b ? { a, b } : { a: b, b: a });

export const merge = async (tx: Tx, agent: Agent, command: Merge, now: number): Promise<void> => {
  const { a, b } = inOrder(command.contactIds);
  const rows = await contactRows(tx, [a, b]);
  const [one, other] = [rows.find(({ id }) => id === a), rows.find(({ id }) => id === b)];
  if (!one || !other) throw new AppError(404, 'not-found', 'There is no such contact.');
  if (one.personId === other.personId)
    throw new AppError(409, 'already-merged', 'They are one person already.');
  await saveLinks(tx, [{ a, b, by: agent.id, at: now }]);
  await settlePeople(tx, [a, b]);
};

/** What Meta itself has said isn't taken back. */
export const unmerge = async (tx: Tx, command: Unmerge): Promise<void> => {
  const { a, b } = inOrder(command.contactIds);
  const links = (await linksOf(tx, [a])).filter(
    (link) => link.a === a && link.b === b && link.by !== 'meta',
  );
  if (links.length === 0) throw new AppError(409, 'not-merged', 'Nobody has merged these two.');
  await removeLinks(tx, links);
  await settlePeople(tx, [a, b]);
};
