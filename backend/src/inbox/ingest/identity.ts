/**
 * Who is this? A business-scoped id names one person, always. A phone or a parent id names whoever was
 * seen with it at that time, because phones change hands; until somebody was, it is a contact of its
 * own. A username is only ever shown: it can be given to somebody else.
 *
 * Two people who were seen with one phone stay two, and are offered as a merge (inbox/merge-candidates.ts).
 */
import { type ContactId, newId } from '@deskside/shared/ids';
import type { NameItem, Who } from '../../meta/items.ts';
import { type ClaimRow, claimKey } from '../../store/claims.ts';
import type { ContactRow } from '../../store/contacts.ts';
import { listIn, mapIn, pairKey, scopeOf, type Work } from './work.ts';

export interface Resolved {
  /** Whose message it is. */
  contact: ContactRow;
  /** Whom the ids in it name by themselves, and so whom its name belongs to. */
  named: ContactRow;
  /** The phone or parent id, when that was all there was. */
  weakKey: string | null;
  /** Who has been seen with that. */
  holders: readonly ClaimRow[];
}

type WeakKind = 'phone' | 'parent';

/** Of those who were seen with it by that moment, whoever came last; before anybody was, whoever came
 * first. */
export const holderAt = (claims: readonly ClaimRow[], at: number): ClaimRow | undefined => {
  const held = claims
    .filter(({ holder }) => holder !== '')
    .sort((a, b) => a.firstAt - b.firstAt || (a.holder < b.holder ? -1 : 1));
  return held.findLast(({ firstAt }) => firstAt <= at) ?? held[0];
};

export const resolve = (work: Work, scope: string, who: Who, at: number): Resolved => {
  if (who.bsuid) {
    const contact = ownContact(work, { scope, kind: 'bsuid', value: who.bsuid }, at);
    for (const kind of ['phone', 'parent'] as const) {
      const value = who[kind];
      if (value) claim(work, { scope, kind, value, holder: who.bsuid }, contact, at);
    }
    return { contact, named: contact, weakKey: null, holders: [] };
  }
  const kind: WeakKind = who.phone ? 'phone' : 'parent';
  const place = { scope, kind, value: who.phone ?? who.parent ?? '' };
  const named = ownContact(work, place, at);
  const holders = seenWith(work, place).filter((row) => row.kind === kind);
  const holder = holderAt(holders, at);
  const contact = (holder && work.contacts.get(holder.contactId)) ?? named;
  return { contact, named, weakKey: claimKey(place), holders };
};

type Place = Pick<ClaimRow, 'scope' | 'kind' | 'value'>;

/** All claims to a value, of every kind: it may be the id of one and the phone of another. */
const seenWith = (work: Work, { scope, value }: Place): ClaimRow[] =>
  listIn(mapIn(work.claims, scope), value);

/** The contact that is known by this id itself. */
const ownContact = (work: Work, place: Place, at: number): ContactRow => {
  const claims = seenWith(work, place);
  const own = claims.find(({ holder, kind }) => holder === '' && kind === place.kind);
  const known = own && work.contacts.get(own.contactId);
  if (own && known) {
    if (at < own.firstAt) {
      own.firstAt = at;
      work.newClaims.add(own);
      // Of several ids of one person, the newest is the one to write to.
      work.named.add(known.personId);
    }
    return known;
  }
  const id = newId<ContactId>();
  const contact: ContactRow = {
    id,
    personId: id,
    name: '',
    phone: place.kind === 'phone' ? place.value : null,
    username: null,
    bsuid: place.kind === 'phone' ? null : place.value,
    profileName: null,
    profileAt: 0,
    profileUsername: null,
    usernameAt: 0,
    bookName: null,
    bookAt: 0,
  };
  work.contacts.put(id, contact);
  work.newContacts.add(id);
  const row: ClaimRow = { ...place, holder: '', contactId: id, firstAt: at };
  claims.push(row);
  work.newClaims.add(row);
  return contact;
};

/** Somebody is seen with a phone or a parent id. */
const claim = (
  work: Work,
  place: Place & { holder: string },
  contact: ContactRow,
  at: number,
): void => {
  const claims = seenWith(work, place);
  const holders = claims.filter(({ kind }) => kind === place.kind);
  const own = holders.find(({ holder }) => holder === '');
  const known = holders.find(({ holder }) => holder === place.holder);
  if (known && known.firstAt <= at) return;
  const row: ClaimRow = known ?? { ...place, contactId: contact.id, firstAt: at };
  row.firstAt = at;
  if (!known) claims.push(row);
  work.newClaims.add(row);
  const isFirst = place.kind === 'phone' && contact.phone === null && !known;
  if (isFirst) contact.phone = place.value;
  if (isFirst) work.contacts.put(contact.id, contact);
  // Of several phones the newest is shown, and who has come first isn't known from these alone.
  const isAnother = place.kind === 'phone' && !isFirst;
  if (isAnother || !work.newContacts.has(contact.id)) work.named.add(contact.personId);
  // What was said under the bare id until now may be this person's.
  if (own) for (const one of [...holders, row]) work.identities.add(one.contactId);
};

/** The newest name by Meta's clock wins, whenever it arrives; of two of one moment, the greater. */
export const isNewer = (mine: string | null, mineAt: number, other: string, at: number) =>
  at > mineAt || (at === mineAt && other > (mine ?? ''));

const HOUR_MS = 60 * 60 * 1000;
/** Profiles count by the hour. Nobody is renamed by the minute, and so the row isn't written anew for
 * every message. */
const hourOf = (at: number) => Math.floor(at / HOUR_MS) * HOUR_MS;

export const learnProfile = (
  work: Work,
  { named, holders }: Resolved,
  who: Who,
  saidAt: number,
  isRenamed = false,
): void => {
  const at = hourOf(saidAt);
  let hasMoved = isRenamed;
  const learn = (fields: Partial<ContactRow>) => {
    work.contacts.put(named.id, Object.assign(named, fields));
    hasMoved = true;
  };
  if (who.name && isNewer(named.profileName, named.profileAt, who.name, at))
    learn({ profileName: who.name, profileAt: at });
  if (who.username && isNewer(named.profileUsername, named.usernameAt, who.username, at))
    learn({ profileUsername: who.username, usernameAt: at });
  show(work, named, holders, hasMoved);
};

/** The address book's name. Nobody gets a conversation by being in it. */
export const decideName = (work: Work, { line, who, at, isNamed }: NameItem): void => {
  const resolved = resolve(work, scopeOf(work, line.accountId), who, at);
  const { named } = resolved;
  const isRenamed = isNamed && isNewer(named.bookName, named.bookAt, who.name ?? '', at);
  if (isRenamed)
    work.contacts.put(named.id, Object.assign(named, { bookName: who.name, bookAt: at }));
  learnProfile(work, resolved, { ...who, name: null }, at, isRenamed);
};

/** Somebody who is new and alone is called what they are called; for the rest more must be read, unless
 * that is what they are called already. A bare id's newer name may belong to its next holder, and be
 * taken from the one before who is called the same. */
const show = (
  work: Work,
  named: ContactRow,
  holders: readonly ClaimRow[],
  hasMoved: boolean,
): void => {
  const name = named.bookName ?? named.profileName ?? '';
  const username = named.profileUsername;
  if (work.newContacts.has(named.id)) Object.assign(named, { name, username });
  for (const id of [named.id, ...holders.map(({ contactId }) => contactId)]) {
    const personId = work.contacts.get(id)?.personId ?? id;
    const person = work.contacts.get(personId);
    const isCalledSo = person?.name === name && person.username === username;
    if (!isCalledSo || (hasMoved && holders.length > 1)) work.named.add(personId);
  }
};

/** Meta says that one id has become another: from then on, and before, one person. */
export const linkIdentities = (
  work: Work,
  scope: string,
  was: ContactRow,
  becomes: Who,
  at: number,
): void => {
  const { named: is } = resolve(work, scope, becomes, at);
  if (is.id === was.id) return;
  const [a, b] = was.id < is.id ? [was.id, is.id] : [is.id, was.id];
  const key = pairKey(a, b);
  const earlier = work.links.get(key)?.at ?? at;
  work.links.set(key, { a, b, by: 'meta', at: Math.min(at, earlier) });
  // Said again, or known from an agent: it is kept, and changes nothing.
  if (is.personId !== was.personId) work.identities.add(a).add(b);
};
