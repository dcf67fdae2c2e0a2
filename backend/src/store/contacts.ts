/** People who write: a row for every id that Meta knows somebody by, of which several may be one
 * person. The person is the row that the others name; screens only ever see that one. */
import type { ContactId } from '@deskside/shared/ids';
import type { Contact } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type ContactRow = Tables['contacts'];

const toContact = ({ id, name, phone, username }: ContactRow): Contact => ({
  id,
  name,
  phone,
  username,
});

export const contactsById = async (reader: Reader, ids: readonly ContactId[]): Promise<Contact[]> =>
  (await findAll(reader, 'contacts', 'id', ids)).map(toContact);

/** Nobody is shown who has no conversation: an entry of the address book, or whoever has become part of
 * somebody else. */
export const shownContacts = async (reader: Reader, ids: readonly string[]): Promise<Contact[]> => {
  const conversations = await findAll(reader, 'conversations', 'contactId', ids);
  const talked = new Set(
    conversations.flatMap((row) => (row.lastMessageId === null ? [] : row.contactId)),
  );
  return contactsById(reader, [...talked]);
};

/** Each as it is by itself, whoever it has become one with. */
export const contactsApart = async (
  db: Db,
  ids: readonly ContactId[],
): Promise<ReadonlyMap<ContactId, Contact>> => {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('contacts').selectAll().where('id', 'in', ids).execute();
  return new Map(
    rows.map((row) => {
      const name = row.bookName ?? row.profileName ?? row.name;
      return [row.id, { ...toContact(row), name }];
    }),
  );
};

export const contactRows = (tx: Tx, ids: readonly ContactId[]): Promise<ContactRow[]> =>
  findAll(tx, 'contacts', 'id', ids);

/** Everybody who is one of these people. */
export const membersOf = (tx: Tx, personIds: readonly ContactId[]): Promise<ContactRow[]> =>
  findAll(tx, 'contacts', 'personId', personIds);

export const removeContacts = (tx: Tx, ids: readonly ContactId[]): Promise<void> =>
  removeAll(tx, 'contacts', 'id', ids);

export const saveContacts = (tx: Tx, rows: readonly ContactRow[]): Promise<void> =>
  upsert(tx, 'contacts', ['id'], rows);
