/** Who may be whom: people who were seen with one phone, and phones that are written in two ways. Only
 * ever offered; an agent decides. */
import type { ContactId } from '@deskside/shared/ids';
import type { Contact } from '@deskside/shared/models';
import { likenessOf } from '@deskside/shared/phones';
import { agentLinks, phonesSeen, sharedPhones } from '../store/claims.ts';
import { contactsApart, contactsById } from '../store/contacts.ts';
import { talkedTo } from '../store/conversations.ts';
import type { Store } from '../store/db.ts';

type Reason = 'same-phone' | 'similar-phone';
interface Merges {
  candidates: { reason: Reason; contacts: [Contact, Contact] }[];
  merges: { contactIds: [ContactId, ContactId]; contacts: [Contact, Contact]; at: number }[];
}

export const readMerges = async ({ reader }: Store): Promise<Merges> => {
  const { db } = reader;
  // Nobody is offered who has no conversation: an entry of the address book, say.
  const same = pairsOf(await sharedPhones(db), ({ value }) => value);
  const similar = pairsOf(await phonesSeen(db), ({ value }) => likenessOf(value));
  const pairs = new Map<string, { reason: Reason; ids: [ContactId, ContactId] }>();
  for (const [reason, found] of [
    ['similar-phone', similar],
    ['same-phone', same],
  ] as const)
    for (const ids of found) pairs.set(ids.join(' '), { reason, ids });
  const contacts = new Map(
    (await contactsById(reader, [...new Set([...pairs.values()].flatMap(({ ids }) => ids))])).map(
      (contact) => [contact.id, contact],
    ),
  );
  const talked = await talkedTo(db, [...contacts.keys()]);
  const candidates = [...pairs.values()].flatMap(({ reason, ids: [a, b] }) => {
    if (!talked.has(a) || !talked.has(b)) return [];
    const [one, other] = [contacts.get(a), contacts.get(b)];
    return one && other ? [{ reason, contacts: [one, other] as [Contact, Contact] }] : [];
  });
  const links = await agentLinks(db);
  const apart = await contactsApart(
    db,
    links.flatMap(({ a, b }) => [a, b]),
  );
  const merges = links.flatMap(({ a, b, at }): Merges['merges'] => {
    const [one, other] = [apart.get(a), apart.get(b)];
    return one && other ? [{ contactIds: [a, b], contacts: [one, other], at }] : [];
  });
  return { candidates, merges };
};

/** Every two people that have a key in common, in one order. */
const pairsOf = <T extends { personId: ContactId }>(
  rows: readonly T[],
  keyOf: (row: T) => string | null,
): [ContactId, ContactId][] =>
  [...Map.groupBy(rows, keyOf)].flatMap(([key, group]) => {
    if (key === null) return [];
    const people = [...new Set(group.map(({ personId }) => personId))].sort();
    return people.flatMap((a, index) =>
      people.slice(index + 1).map((b): [ContactId, ContactId] => [a, b]),
    );
  });
