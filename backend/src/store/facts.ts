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

const namesIt = ({ number }: FactRow, { numberId, phone }: WidgetRow): boolean =>
  number !== '' && (number === numberId || number === phone);

/** Said of the number under another id than its account's. Meta writes the portfolio's there, and another
 * account may have had the phone before: enough to be shown, and to ask the number. */
export const isHearsay = (fact: FactRow, widget: WidgetRow): boolean =>
  // A piece of history may come without its envelope, and so without its account.
  fact.accountId !== widget.accountId && fact.accountId !== '' && namesIt(fact, widget);

/** All that is said of these numbers and their accounts. */
export const factsAround = async (tx: Tx, widgets: readonly WidgetRow[]): Promise<FactRow[]> => {
  const accounts = new Set(widgets.map(({ accountId }) => accountId));
  const numbers = new Set(widgets.flatMap(({ numberId, phone }) => [numberId, phone]));
  numbers.delete('');
  const rows = [
    ...(await factsOfAccounts(tx, [...accounts])),
    ...(await findAll(tx, 'facts', 'number', [...numbers])),
  ];
  return [...new Map(rows.map((row) => [factKey(row), row])).values()];
};

/** Those about this number, or about the whole of its account. A piece of history that has also come without
 * its envelope is one piece. */
export const ofWidget = (facts: readonly FactRow[], widget: WidgetRow): FactRow[] => {
  const about = facts.filter((fact) =>
    fact.number === '' ? fact.accountId === widget.accountId : namesIt(fact, widget),
  );
  const pieces = new Map(about.map((fact) => [fact.kind + fact.subject, fact]));
  return about.filter(
    (fact) => fact.kind !== 'history' || pieces.get(fact.kind + fact.subject) === fact,
  );
};

export const factsOfWidget = async (db: Kysely<Tables>, widget: WidgetRow): Promise<FactRow[]> => {
  const rows = await db
    .selectFrom('facts')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('accountId', '=', widget.accountId),
        eb('number', 'in', [widget.numberId, widget.phone || widget.numberId]),
      ]),
    )
    .orderBy('at', 'desc')
    .execute();
  return ofWidget(rows, widget);
};

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
        and([eb('number', '=', ''), not(among('accountId', 'accountId'))]),
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
