/** People who write: a row for every id that Meta knows somebody by, of which several may be one
 * person. The person is the row that the others name; screens only ever see that one. */
import type { ContactId } from '@deskside/shared/ids';
import type { Contact } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

type Db = Kysely<Tables>;
export type ContactRow = Tables['contacts'];

export const toContact = ({ id, name, phone, username }: ContactRow): Contact => ({
  id,
  name,
  phone,
  username,
});

/** For a snapshot, as screens see them. */
export const contactsById = async (db: Db, ids: readonly ContactId[]): Promise<Contact[]> => {
  const rows: ContactRow[] = [];
  for (let from = 0; from < ids.length; from += 1000)
    rows.push(
      ...(await db
        .selectFrom('contacts')
        .selectAll()
        .where('id', 'in', ids.slice(from, from + 1000))
        .execute()),
    );
  return rows.map(toContact);
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
