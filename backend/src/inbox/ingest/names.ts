/** What a person is called, and how they are reached: the newest of all that is known of them. */
import type { ContactId } from '@deskside/shared/ids';
import { type ClaimRow, claimKey, claimsOf, claimsTo } from '../../store/claims.ts';
import {
  type ContactRow,
  contactRows,
  membersOf,
  saveContacts,
  toContact,
} from '../../store/contacts.ts';
import { conversationRows } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { holderAt } from './identity.ts';

/** `hasMoved` names those who go to the screens again though they are called the same. */
export const renamePeople = async (
  tx: Tx,
  ids: readonly ContactId[],
  hasMoved: ReadonlySet<ContactId>,
): Promise<void> => {
  const rows = await contactRows(tx, ids);
  // Somebody who has become part of another person is called what that one is called.
  const roots = [...new Set(rows.map(({ personId }) => personId))];
  const members = await membersOf(tx, roots);
  const claims = await claimsOf(
    tx,
    members.map(({ id }) => id),
  );
  const shared: ClaimRow[] = [];
  for (const [scope, mine] of Map.groupBy(claims, (row) => row.scope))
    shared.push(...(await claimsTo(tx, scope, [...new Set(mine.map(({ value }) => value))])));
  const byKey = Map.groupBy(shared, claimKey);
  const bare = new Map(
    (
      await contactRows(
        tx,
        shared.filter(({ holder }) => holder === '').map(({ contactId }) => contactId),
      )
    ).map((row) => [row.id, row]),
  );
  const seen = new Set(
    (await conversationRows(tx, 'contactId', roots))
      .filter(({ lastMessageId }) => lastMessageId !== null)
      .map(({ contactId }) => contactId),
  );
  for (const [personId, people] of Map.groupBy(members, (row) => row.personId)) {
    const person = people.find(({ id }) => id === personId);
    if (!person) continue;
    const mine = new Set(people.map(({ id }) => id));
    const own = claims.filter(({ contactId }) => mine.has(contactId));
    const next = { ...person, ...describe(people, own, byKey, bare) };
    const isSame =
      next.name === person.name &&
      next.phone === person.phone &&
      next.username === person.username &&
      next.bsuid === person.bsuid;
    if (isSame && !hasMoved.has(personId)) continue;
    await saveContacts(tx, [next]);
    if (seen.has(personId)) tx.emit('contact', toContact(next));
  }
};

const describe = (
  people: readonly ContactRow[],
  own: readonly ClaimRow[],
  byKey: ReadonlyMap<string, ClaimRow[]>,
  bare: ReadonlyMap<ContactId, ContactRow>,
): Pick<ContactRow, 'name' | 'phone' | 'username' | 'bsuid'> => {
  const mine = new Set(people.map(({ id }) => id));
  /** What somebody was called under a bare phone counts while it was theirs. */
  const heldAt = (at: number) =>
    own.flatMap((claim) => {
      const all = byKey.get(claimKey(claim)) ?? [];
      const bareId = all.find(({ holder }) => holder === '')?.contactId;
      const row = bareId && bare.get(bareId);
      const holder = holderAt(all, at);
      return row && holder && mine.has(holder.contactId) ? [row] : [];
    });
  const everyone = [...people, ...own.flatMap((claim) => bareOf(claim, byKey, bare))];
  const names = everyone
    .filter((row) => mine.has(row.id) || heldAt(row.profileAt).includes(row))
    .sort(
      (a, b) =>
        b.profileAt - a.profileAt || ((b.profileName ?? '') > (a.profileName ?? '') ? 1 : -1),
    );
  const booked = everyone
    .filter((row) => mine.has(row.id) || heldAt(row.bookAt).includes(row))
    .sort((a, b) => b.bookAt - a.bookAt || ((b.bookName ?? '') > (a.bookName ?? '') ? 1 : -1));
  const usernames = everyone
    .filter((row) => mine.has(row.id) || heldAt(row.usernameAt).includes(row))
    .sort(
      (a, b) =>
        b.usernameAt - a.usernameAt ||
        ((b.profileUsername ?? '') > (a.profileUsername ?? '') ? 1 : -1),
    );
  return {
    name: booked[0]?.bookName ?? names[0]?.profileName ?? '',
    username: usernames[0]?.profileUsername ?? null,
    phone: newest(own.filter(({ kind }) => kind === 'phone')),
    bsuid:
      newest(own.filter(({ kind, holder }) => kind === 'bsuid' && holder === '')) ??
      newest(own.filter(({ kind }) => kind === 'parent')),
  };
};

const bareOf = (
  claim: ClaimRow,
  byKey: ReadonlyMap<string, ClaimRow[]>,
  bare: ReadonlyMap<ContactId, ContactRow>,
): ContactRow[] => {
  const own = byKey.get(claimKey(claim))?.find(({ holder }) => holder === '');
  const row = own && bare.get(own.contactId);
  return row ? [row] : [];
};

/** The one that somebody was first seen with last. */
const newest = (claims: readonly ClaimRow[]): string | null =>
  [...claims].sort((a, b) => b.firstAt - a.firstAt || (b.value > a.value ? 1 : -1))[0]?.value ??
  null;
