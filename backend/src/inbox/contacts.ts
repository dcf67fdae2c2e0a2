/**
 * Who is this? Aliases are asked in the order of their worth: the business-scoped id, its parent,
 * the phone. A username is only ever shown: it can be given to somebody else.
 */
import type { Who } from '../meta/webhook.ts';
import {
  type Alias,
  addAliases,
  type ContactRow,
  contactByAlias,
  insertContact,
  saveContact,
} from '../store/contacts.ts';
import type { Tx } from '../store/db.ts';

export const resolveContact = async (tx: Tx, who: Who, at: number): Promise<ContactRow> => {
  const aliases = aliasesOf(who);
  const found = await contactByAlias(tx.db, aliases);
  if (!found) {
    const contact = await insertContact(tx, {
      name: who.name ?? '',
      nameAt: who.name ? at : 0,
      phone: who.phone,
      username: who.username,
      bsuid: who.bsuid ?? who.parent,
    });
    await addAliases(tx, contact.id, aliases);
    return contact;
  }
  const isKnown = (alias: Alias) => found.known.includes(alias.kind);
  await addAliases(
    tx,
    found.row.id,
    aliases.filter((alias) => !isKnown(alias)),
  );
  const next = learn(found.row, who, at);
  if (Object.entries(next).some(([key, value]) => found.row[key as keyof ContactRow] !== value))
    await saveContact(tx, next);
  return next;
};

/** The newest name by Meta's clock wins, whenever it arrives. */
const learn = (row: ContactRow, who: Who, at: number): ContactRow => {
  const isNewer = at > row.nameAt || (at === row.nameAt && (who.name ?? '') > row.name);
  const named = who.name !== null && isNewer;
  return {
    ...row,
    name: named ? (who.name ?? row.name) : row.name,
    nameAt: named ? at : row.nameAt,
    username: (named ? who.username : null) ?? row.username ?? who.username,
    phone: row.phone ?? who.phone,
    bsuid: row.bsuid ?? who.bsuid ?? who.parent,
  };
};

const aliasesOf = (who: Who): Alias[] =>
  (['bsuid', 'parent', 'phone'] as const).flatMap((kind) => {
    const value = who[kind];
    return value ? [{ kind, value }] : [];
  });
