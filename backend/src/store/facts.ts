/** What Meta says about accounts and numbers: of each kind and subject, the latest. */
import type { Kysely } from 'kysely';
import type { Tx } from './db.ts';
import { findAll } from './find.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';
import type { WidgetRow } from './widgets.ts';

export type FactRow = Tables['facts'];

export const factKey = ({ accountId, number, kind, subject }: FactRow): string =>
  JSON.stringify([accountId, number, kind, subject]);

export const factsOfAccounts = (tx: Tx, accountIds: readonly string[]): Promise<FactRow[]> =>
  findAll(tx, 'facts', 'accountId', accountIds);

/** Those about this number, or about the whole of its account. */
export const isAbout = (fact: FactRow, widget: WidgetRow): boolean =>
  // A piece of history may come without its envelope, and so without its account.
  (fact.accountId === widget.accountId || (fact.accountId === '' && fact.number !== '')) &&
  (fact.number === '' || fact.number === widget.numberId || fact.number === widget.phone);

export const factsOfWidget = async (db: Kysely<Tables>, widget: WidgetRow): Promise<FactRow[]> =>
  (
    await db
      .selectFrom('facts')
      .selectAll()
      .where('accountId', 'in', [widget.accountId, ''])
      .orderBy('at', 'desc')
      .execute()
  ).filter((fact) => isAbout(fact, widget));

/** Meta tells also of accounts and numbers that nobody has set up here: derived when it is asked for, so
 * that it doesn't matter which came first, the notice or the widget. */
export const factsOfStrangers = (db: Kysely<Tables>, limit: number) =>
  db
    .selectFrom('facts')
    .select(['accountId', 'number', 'kind', 'at'])
    .where('accountId', '!=', '')
    .where('kind', '!=', 'paid')
    .where(({ eb, and, or, not, selectFrom }) => {
      const among = (column: 'accountId' | 'number', known: 'accountId' | 'numberId' | 'phone') =>
        eb(column, 'in', selectFrom('widgets').select(known));
      return or([
        not(among('accountId', 'accountId')),
        and([
          eb('number', '!=', ''),
          not(among('number', 'numberId')),
          not(among('number', 'phone')),
        ]),
      ]);
    })
    .orderBy('at', 'desc')
    .orderBy('kind')
    .limit(limit)
    .execute();

export const saveFacts = (tx: Tx, rows: readonly FactRow[]): Promise<void> =>
  upsert(tx, 'facts', ['accountId', 'number', 'kind', 'subject'], rows);
