/** People who write, and every id by which Meta has named them. */
import { type ContactId, newId } from '@deskside/shared/ids';
import type { Contact } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type ContactRow = Tables['contacts'];
export type Alias = Pick<Tables['aliases'], 'kind' | 'value'>;

export const toContact = ({ id, name, phone, username }: ContactRow): Contact => ({
  id,
  name,
  phone,
  username,
});

export const contactById = (db: Db, id: ContactId): Promise<ContactRow | undefined> =>
  db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst();

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

/** The owner of the first alias, in the order given, that anybody has; and which of them are known. */
export const contactByAlias = async (
  db: Db,
  aliases: readonly Alias[],
): Promise<{ row: ContactRow; known: readonly Alias['kind'][] } | undefined> => {
  const found = await db
    .selectFrom('aliases')
    .innerJoin('contacts', 'contacts.id', 'aliases.contactId')
    .selectAll('contacts')
    .select('aliases.kind')
    .where((eb) =>
      eb.or(
        aliases.map(({ kind, value }) =>
          eb.and([eb('aliases.kind', '=', kind), eb('aliases.value', '=', value)]),
        ),
      ),
    )
    .execute();
  const known = found.map(({ kind }) => kind);
  for (const { kind } of aliases) {
    const owner = found.find((one) => one.kind === kind);
    if (!owner) continue;
    const { kind: _, ...row } = owner;
    return { row, known };
  }
  return undefined;
};

export const insertContact = async (
  tx: Tx,
  fields: Omit<ContactRow, 'id'>,
): Promise<ContactRow> => {
  const row: ContactRow = { ...fields, id: newId<ContactId>() };
  await tx.db.insertInto('contacts').values(row).execute();
  tx.emit('contact', toContact(row));
  return row;
};

export const saveContact = async (tx: Tx, row: ContactRow): Promise<void> => {
  const { id, ...fields } = row;
  await tx.db.updateTable('contacts').set(fields).where('id', '=', id).execute();
  tx.emit('contact', toContact(row));
};

export const addAliases = async (
  tx: Tx,
  contactId: ContactId,
  aliases: readonly Alias[],
): Promise<void> => {
  if (aliases.length === 0) return;
  await tx.db
    .insertInto('aliases')
    .values(aliases.map((alias) => ({ ...alias, contactId })))
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .execute();
};
