/** What a person is called, and how they are reached: the newest of all that is known of them. */
import type { ContactId } from '@deskside/shared/ids';
import { type ClaimRow, claimKey, claimsOf, claimsTo } from '../../store/claims.ts';
import { type ContactRow, contactRows, membersOf, saveContacts } from '../../store/contacts.ts';
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
    if (seen.has(personId)) tx.emit('contact', personId);
  }
};

const describe = (
  people: readonly ContactRow[],
  own: readonly ClaimRow[],
  byKey: ReadonlyMap<string, ClaimRow[]>,
  bare: ReadonlyMap<ContactId, ContactRow>,
): Pick<ContactRow, 'name' | 'phone' | 'username' | 'bsuid'> => {
  const mine = new Set(people.map(({ id }) => id));
  /** Where their names come from: their own rows, and those of bare ids while these were theirs. */
  const sources = [
    ...people.map((row) => ({ row, isTheirsAt: () => true })),
    ...own.flatMap((claim) => {
      const all = byKey.get(claimKey(claim)) ?? [];
      const bareId = all.find(({ holder }) => holder === '')?.contactId;
      const row = bareId && bare.get(bareId);
      if (!row || mine.has(row.id)) return [];
      const isTheirsAt = (at: number) => {
        const holder = holderAt(all, at);
        return holder !== undefined && mine.has(holder.contactId);
      };
      return [{ row, isTheirsAt }];
    }),
  ];
  const newestOf = (
    value: 'bookName' | 'profileName' | 'profileUsername',
    at: 'bookAt' | 'profileAt' | 'usernameAt',
  ): string | null =>
    sources
      .filter(({ row, isTheirsAt }) => isTheirsAt(row[at]))
      .map(({ row }) => row)
      .sort((a, b) => b[at] - a[at] || ((b[value] ?? '') > (a[value] ?? '') ? 1 : -1))[0]?.[
      value
    ] ?? null;
  return {
    name: newestOf('bookName', 'bookAt') ?? newestOf('profileName', 'profileAt') ?? '',
    username: newestOf('profileUsername', 'usernameAt'),
    phone: newest(own.filter(({ kind }) => kind === 'phone')),
    bsuid:
      newest(own.filter(({ kind, holder }) => kind === 'bsuid' && holder === '')) ??
      newest(own.filter(({ kind }) => kind === 'parent')),
  };
};

/** The one that somebody was first seen with last. */
const newest = (claims: readonly ClaimRow[]): string | null =>
  [...claims].sort((a, b) => b.firstAt - a.firstAt || (b.value > a.value ? 1 : -1))[0]?.value ??
  null;
