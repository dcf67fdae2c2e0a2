/**
 * Meta's ids of customers are one portfolio's own: two of its accounts mean the same person by them.
 * Whose an account is we learn when an admin links it, and by then its customers may have written. From
 * that moment on their ids are the portfolio's, and whoever stood in two accounts by one id becomes one
 * contact. This isn't a guess that an agent might take back: it is what the id means.
 */
import type { ContactId } from '@deskside/shared/ids';
import {
  type ClaimRow,
  claimKey,
  claimsIn,
  claimsTo,
  linksOf,
  removeClaimsIn,
  removeLinks,
  renameWeakKeys,
  saveClaims,
  saveLinks,
} from '../store/claims.ts';
import { type ContactRow, contactRows, removeContacts, saveContacts } from '../store/contacts.ts';
import {
  type ConversationRow,
  conversationRows,
  giveConversations,
  removeConversations,
  removeEmptyOf,
  saveConversations,
} from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { messagesOf, saveMessages } from '../store/messages.ts';
import { closesByContacts, saveCloses } from '../store/sessions.ts';
import { isNewer } from './ingest/identity.ts';
import { settlePeople } from './ingest/settle.ts';
import { pairKey } from './ingest/work.ts';

/** Who is no longer by themselves, and who they are instead. */
type Gone = ReadonlyMap<ContactId, ContactId>;

export const joinPortfolio = async (
  tx: Tx,
  accountId: string,
  portfolioId: string | null,
): Promise<void> => {
  if (portfolioId === null) return;
  const mine = await claimsIn(tx, accountId);
  if (mine.length === 0) return;
  const values = [...new Set(mine.map(({ value }) => value))];
  const theirs = Map.groupBy(await claimsTo(tx, portfolioId, values), claimKey);
  const gone = new Map<ContactId, ContactId>();
  const touched = new Set<ContactId>();
  const next = mine.map((row): ClaimRow => {
    const moved = { ...row, scope: portfolioId };
    const known = theirs.get(claimKey(moved)) ?? [];
    for (const one of known) touched.add(one.contactId).add(row.contactId);
    const same = known.find(({ holder }) => holder === row.holder);
    if (!same) return moved;
    if (row.holder === '' && same.contactId !== row.contactId)
      gone.set(row.contactId, same.contactId);
    return { ...same, firstAt: Math.min(same.firstAt, row.firstAt) };
  });
  await removeClaimsIn(tx, accountId);
  await saveClaims(
    tx,
    next.map((row) => ({ ...row, contactId: gone.get(row.contactId) ?? row.contactId })),
  );
  await renameWeakKeys(tx, accountId, portfolioId);
  await handOver(tx, gone);
  await settlePeople(tx, [...touched]);
  await removeEmptyOf(tx, [...gone.keys()]);
  for (const id of gone.keys()) tx.emit('contact', id);
  await removeContacts(tx, [...gone.keys()]);
};

/** Everything that was theirs is the other one's. */
const handOver = async (tx: Tx, gone: Gone): Promise<void> => {
  const ids = [...gone.keys()];
  const rows = await contactRows(tx, [...ids, ...gone.values()]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [id, heir] of gone) {
    const [from, to] = [byId.get(id), byId.get(heir)];
    if (from && to) byId.set(heir, withNames(to, from));
  }
  await saveContacts(tx, [...byId.values()]);

  const people = [...byId.values()].flatMap(({ id, personId }) => [id, personId]);
  const conversations = await conversationRows(tx, 'contactId', [...new Set(people)]);
  const said = await messagesOf(
    tx,
    conversations.map(({ id }) => id),
  );
  await saveMessages(tx, inherited(said, gone));
  await saveCloses(tx, inherited(await closesByContacts(tx, ids), gone));
  await handOverConversations(tx, conversations, gone);
  const links = (await linksOf(tx, ids)).filter(({ a, b }) => gone.has(a) || gone.has(b));
  await removeLinks(tx, links);
  await saveLinks(
    tx,
    links.flatMap((link) => {
      const [a, b] = [gone.get(link.a) ?? link.a, gone.get(link.b) ?? link.b].sort();
      return a && b && a !== b ? [{ ...link, a, b }] : [];
    }),
  );
};

/** A conversation stays the one that it was, with its draft and its place, unless there is another. Of two,
 * both are seen as far as either. */
const handOverConversations = async (
  tx: Tx,
  rows: readonly ConversationRow[],
  gone: Gone,
): Promise<void> => {
  const places = new Map(rows.map((row) => [pairKey(row.contactId, row.widgetId), row]));
  const given: ConversationRow[] = [];
  const emptied: ConversationRow[] = [];
  for (const row of rows) {
    const heir = gone.get(row.contactId);
    if (!heir) continue;
    const key = pairKey(heir, row.widgetId);
    const other = places.get(key);
    if (other) {
      const upTo = (row.readUpTo ?? '') > (other.readUpTo ?? '') ? row.readUpTo : other.readUpTo;
      row.readUpTo = upTo;
      other.readUpTo = upTo;
    }
    // An agent may have merged the two before: then one of them is empty.
    const isInWay = other?.lastMessageId === null && row.lastMessageId !== null;
    if (other && isInWay) emptied.push(other);
    if (other && !isInWay) continue;
    const heirs = { ...row, contactId: heir };
    places.set(key, heirs);
    given.push(heirs);
  }
  await saveConversations(tx, rows);
  await removeConversations(tx, emptied);
  await giveConversations(tx, given);
};

const inherited = <T extends { contactId: ContactId }>(rows: readonly T[], gone: Gone): T[] =>
  rows.flatMap((row) => {
    const heir = gone.get(row.contactId);
    return heir ? [{ ...row, contactId: heir }] : [];
  });

/** The newest of what either was called. */
const withNames = (to: ContactRow, from: ContactRow): ContactRow => {
  const next = { ...to };
  if (isNewer(next.profileName, next.profileAt, from.profileName ?? '', from.profileAt))
    Object.assign(next, { profileName: from.profileName, profileAt: from.profileAt });
  if (isNewer(next.profileUsername, next.usernameAt, from.profileUsername ?? '', from.usernameAt))
    Object.assign(next, { profileUsername: from.profileUsername, usernameAt: from.usernameAt });
  if (isNewer(next.bookName, next.bookAt, from.bookName ?? '', from.bookAt))
    Object.assign(next, { bookName: from.bookName, bookAt: from.bookAt });
  return next;
};
