/**
 * Brings every message to the person whose it is. Persons are contacts that Meta or an agent has linked;
 * what was said under a bare phone goes to whoever held it then. A function of claims and links, so
 * that taking a link away leads back to where it was.
 */
import type { ContactId, ConversationId, MessageId, WidgetId } from '@deskside/shared/ids';
import { type ClaimRow, claimKey, claimsOf, claimsTo, linksOf } from '../../store/claims.ts';
import { type ContactRow, contactRows, membersOf, saveContacts } from '../../store/contacts.ts';
import { conversationRows, saveConversations } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { type MessageRow, messagesOf, saveMessages } from '../../store/messages.ts';
import { closesByBareIds, saveCloses } from '../../store/sessions.ts';
import { holderAt } from './identity.ts';
import { emptyConversation } from './talk.ts';
import { pairKey } from './work.ts';

export const gatherPeople = async (
  tx: Tx,
  ids: readonly ContactId[],
): Promise<{ stale: Set<ConversationId>; people: Set<ContactId> }> => {
  const before = await everybodyAround(tx, ids);
  const claims = await claimsAround(
    tx,
    before.map(({ id }) => id),
  );
  const contacts = await joinPeople(tx, before, claims);
  const people = new Set([...contacts.values()].map(({ personId }) => personId));
  for (const { personId } of before) people.add(personId);

  const conversations = await conversationRows(tx, 'contactId', [
    ...new Set([...contacts.keys(), ...people]),
  ]);
  const byPair = new Map(conversations.map((row) => [pairKey(row.contactId, row.widgetId), row]));
  const byId = new Map(conversations.map((row) => [row.id, row]));
  const stale = new Set(conversations.map(({ id }) => id));
  /** Somebody's own conversation; made, and seen that far, if there is none yet. */
  const place = async (contactId: ContactId, widgetId: WidgetId, readUpTo: MessageId | null) => {
    const known = byPair.get(pairKey(contactId, widgetId));
    if (known) return known;
    const made = { ...emptyConversation(contactId, widgetId), readUpTo };
    await saveConversations(tx, [made]);
    byPair.set(pairKey(contactId, widgetId), made);
    stale.add(made.id);
    return made;
  };
  const moved: MessageRow[] = [];
  for (const row of await messagesOf(tx, [...stale])) {
    const owner = ownerOf(row, claims);
    const personId = contacts.get(owner)?.personId ?? owner;
    const from = byId.get(row.conversationId);
    const isElsewhere = from?.contactId !== personId;
    if (!isElsewhere && owner === row.contactId) continue;
    // Whoever leaves takes along how far they were seen there.
    if (isElsewhere && owner === row.contactId)
      await place(owner, row.widgetId, from?.readUpTo ?? null);
    const home = await place(personId, row.widgetId, null);
    moved.push({ ...row, contactId: owner, conversationId: home.id });
  }
  await saveMessages(tx, moved);
  const closes = await closesByBareIds(tx, [...contacts.keys()]);
  await saveCloses(
    tx,
    closes.flatMap((close) => {
      const contactId = ownerOf(close, claims);
      return contactId === close.contactId ? [] : [{ ...close, contactId }];
    }),
  );
  return { stale, people };
};

/** These contacts, those who are one person with them, and those who share a phone with any. */
const everybodyAround = async (tx: Tx, ids: readonly ContactId[]): Promise<ContactRow[]> => {
  const found = new Map((await contactRows(tx, ids)).map((row) => [row.id, row]));
  for (;;) {
    const size = found.size;
    const known = [...found.keys()];
    const linked = (await linksOf(tx, known)).flatMap(({ a, b }) => [a, b]);
    const sharing = [...(await claimsAround(tx, known)).values()]
      .flat()
      .map((row) => row.contactId);
    const one = await membersOf(tx, [...new Set([...found.values()].map((row) => row.personId))]);
    const missing = [...new Set([...linked, ...sharing])].filter((id) => !found.has(id));
    for (const row of [...one, ...(await contactRows(tx, missing))])
      if (!found.has(row.id)) found.set(row.id, row);
    if (found.size === size) return [...found.values()];
  }
};

/** All claims to the ids that these contacts are known by. */
const claimsAround = async (
  tx: Tx,
  ids: readonly ContactId[],
): Promise<Map<string, ClaimRow[]>> => {
  const mine = await claimsOf(tx, ids);
  const all: ClaimRow[] = [];
  for (const [scope, rows] of Map.groupBy(mine, (row) => row.scope))
    all.push(...(await claimsTo(tx, scope, [...new Set(rows.map(({ value }) => value))])));
  return Map.groupBy(all, claimKey);
};

/** Whoever is linked, directly or over others, is one person, named by the first of them. */
const joinPeople = async (
  tx: Tx,
  rows: readonly ContactRow[],
  claims: ReadonlyMap<string, ClaimRow[]>,
): Promise<Map<ContactId, ContactRow>> => {
  const person = new Map<ContactId, ContactId>(rows.map(({ id }) => [id, id]));
  const rootOf = (id: ContactId): ContactId => {
    const up = person.get(id) ?? id;
    return up === id ? id : rootOf(up);
  };
  const bareKeys = new Map(
    [...claims].flatMap(([key, all]) => {
      const own = all.find(({ holder, kind }) => holder === '' && kind !== 'bsuid');
      return own ? [[own.contactId, key] as const] : [];
    }),
  );
  /** Who is linked by a bare phone is whoever held it then. */
  const meant = (id: ContactId, at: number) =>
    holderAt(claims.get(bareKeys.get(id) ?? '') ?? [], at)?.contactId ?? id;
  for (const { a, b, at } of await linksOf(tx, [...person.keys()])) {
    const [first, other] = [rootOf(meant(a, at)), rootOf(meant(b, at))].sort();
    if (first && other) person.set(other, first);
  }
  const next = rows.map((row) => ({ ...row, personId: rootOf(row.id) }));
  await saveContacts(
    tx,
    next.filter((row, index) => row.personId !== rows[index]?.personId),
  );
  return new Map(next.map((row) => [row.id, row]));
};

const ownerOf = (
  row: Pick<MessageRow, 'contactId' | 'weakKey' | 'at'>,
  claims: ReadonlyMap<string, ClaimRow[]>,
): ContactId => {
  const known = row.weakKey === null ? undefined : claims.get(row.weakKey);
  if (!known) return row.contactId;
  const own = known.find(({ holder }) => holder === '');
  return (holderAt(known, row.at) ?? own)?.contactId ?? row.contactId;
};
