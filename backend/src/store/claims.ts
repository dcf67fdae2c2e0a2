/** Who has been seen with which id of Meta's, and which contacts are one person. */
import type { ContactId } from '@deskside/shared/ids';
import { type Kysely, sql } from 'kysely';
import type { Tx } from './db.ts';
import { findAll, removeAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export type ClaimRow = Tables['claims'];
export type LinkRow = Tables['links'];

export const claimKey = ({ scope, kind, value }: Pick<ClaimRow, 'scope' | 'kind' | 'value'>) =>
  `${scope} ${kind} ${value}`;

/** The parts of the key that a message under a bare phone or parent id carries. */
export const weakParts = (key: string) => {
  const [, scope = '', kind, value = ''] = /^(.*) (phone|parent) (.*)$/.exec(key) ?? [];
  return { scope, kind, value };
};

/** Every claim to one of these values, within a portfolio. */
export const claimsTo = (tx: Tx, scope: string, values: readonly string[]): Promise<ClaimRow[]> =>
  findAll(tx, 'claims', 'value', values, { scope });

/** The contacts that stand for bare phones and parent ids themselves. */
export const bareContacts = async (
  tx: Tx,
  weakKeys: readonly string[],
): Promise<Map<string, ContactId>> => {
  const found = new Map<string, ContactId>();
  for (const [scope, parts] of Map.groupBy(weakKeys.map(weakParts), (one) => one.scope)) {
    const values = parts.map(({ value }) => value);
    for (const row of await claimsTo(tx, scope, values))
      if (row.holder === '') found.set(claimKey(row), row.contactId);
  }
  return found;
};

export const claimsIn = (tx: Tx, scope: string): Promise<ClaimRow[]> =>
  findAll(tx, 'claims', 'scope', [scope]);

export const removeClaimsIn = (tx: Tx, scope: string): Promise<void> =>
  removeAll(tx, 'claims', 'scope', [scope]);

export const claimsOf = (tx: Tx, ids: readonly ContactId[]): Promise<ClaimRow[]> =>
  findAll(tx, 'claims', 'contactId', ids);

export const claimsOfContact = (db: Kysely<Tables>, id: ContactId): Promise<ClaimRow[]> =>
  db.selectFrom('claims').selectAll().where('contactId', '=', id).execute();

export const claimsToValue = (
  db: Kysely<Tables>,
  { scope, kind, value }: ClaimRow,
): Promise<ClaimRow[]> =>
  db
    .selectFrom('claims')
    .selectAll()
    .where('scope', '=', scope)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .execute();

export const saveClaims = (tx: Tx, rows: readonly ClaimRow[]): Promise<void> =>
  upsert(tx, 'claims', ['scope', 'kind', 'value', 'holder'], rows);

/** What was said under a bare id of one scope was said under the same id of another. */
export const renameWeakKeys = async (tx: Tx, from: string, to: string): Promise<void> => {
  const start = `${from} `;
  for (const table of ['messages', 'closes'] as const)
    await tx.db
      .updateTable(table)
      .set({ weakKey: sql`${to} || substr("weakKey", ${start.length})` })
      .where(sql<boolean>`substr("weakKey", 1, ${start.length}) = ${start}`)
      .execute();
};

/** The links at either end of these contacts. */
export const linksOf = (tx: Tx, ids: readonly ContactId[]): Promise<LinkRow[]> =>
  tx.db
    .selectFrom('links')
    .selectAll()
    .where((eb) => eb.or([tx.among('a', ids), tx.among('b', ids)]))
    .execute();

export const saveLinks = (tx: Tx, rows: readonly LinkRow[]): Promise<void> =>
  upsert(tx, 'links', ['a', 'b', 'by'], rows);

export const removeLinks = async (tx: Tx, rows: readonly LinkRow[]): Promise<void> => {
  for (const { a, b, by } of rows)
    await tx.db
      .deleteFrom('links')
      .where('a', '=', a)
      .where('b', '=', b)
      .where('by', '=', by)
      .execute();
};

/** Who has been seen with a phone that more than one person was seen with. */
export const sharedPhones = (
  db: Kysely<Tables>,
): Promise<{ value: string; personId: ContactId }[]> =>
  holders(db)
    .where((eb) =>
      eb(
        'claims.value',
        'in',
        eb
          .selectFrom('claims as c')
          .select('c.value')
          .where('c.kind', '=', 'phone')
          .where('c.holder', '!=', '')
          .groupBy('c.value')
          .having((group) => group.fn.count('c.contactId').distinct(), '>', 1),
      ),
    )
    .where('claims.holder', '!=', '')
    .execute();

/** Everybody's phones, in the countries that write one number in two ways. */
export const phonesSeen = (db: Kysely<Tables>): Promise<{ value: string; personId: ContactId }[]> =>
  holders(db)
    .where((eb) =>
      eb.or(['+55%', '+52%', '+54%'].map((prefix) => eb('claims.value', 'like', prefix))),
    )
    .execute();

const holders = (db: Kysely<Tables>) =>
  db
    .selectFrom('claims')
    .innerJoin('contacts', 'contacts.id', 'claims.contactId')
    .select(['claims.value', 'contacts.personId'])
    .where('claims.kind', '=', 'phone');

/** What agents have merged, the newest first. */
export const agentLinks = (db: Kysely<Tables>): Promise<LinkRow[]> =>
  db.selectFrom('links').selectAll().where('by', '!=', 'meta').orderBy('at', 'desc').execute();
