/** What an admin may want to know about an account, and what it means for its widgets. */
import type { DraftReason } from '@deskside/shared/models';
import type { FactItem } from '../../meta/items.ts';
import { type FactRow, factKey, isHearsay } from '../../store/facts.ts';
import type { WidgetRow } from '../../store/widgets.ts';
import type { Work } from './work.ts';

export const decideFact = (work: Work, item: FactItem): void => {
  const row: FactRow = {
    accountId: item.accountId,
    number: item.number,
    kind: item.what,
    subject: item.subject,
    at: item.at,
    detail: JSON.stringify(item.detail),
  };
  if (!isNews(work.facts.get(factKey(row)), row, item.isTimed)) return;
  work.facts.put(factKey(row), row);
  work.accounts.add(row.accountId);
  if (row.number !== '') work.numbers.add(row.number);
};

/** The latest counts; of two of one second, the greater, so that the order of arrival never decides.
 * What has no time of its own is news only when it says something else. */
const isNews = (known: FactRow | undefined, next: FactRow, isTimed: boolean): boolean => {
  if (!known) return true;
  if (!isTimed && known.detail === next.detail) return false;
  return next.at > known.at || (next.at === known.at && next.detail > known.detail);
};

export interface Link {
  reason: DraftReason | null;
  detail: string | null;
  /** There is news that the number itself hasn't been asked about. */
  isCheckDue: boolean;
  /** Meta said it when it was asked, and not by itself. */
  isAnswer: boolean;
  /** Whatever Meta says now, it has once said that the number is gone. */
  wasUnlinked: boolean;
}

const decisive = new Set(['linked', 'unlinked', 'deleted', 'checked']);
const newsKinds: ReadonlySet<string> = new Set([
  'linked',
  'unlinked',
  'deleted',
  'offboarded',
  'reconnected',
  'app-installed',
  'app-uninstalled',
]);

/** Which news these facts are. Meta's stamps may be out of order, so a number is asked again after whatever
 * wasn't known when it was asked, however old that says it is. */
export const newsIn = (facts: readonly FactRow[]): string[] =>
  facts
    .filter(({ kind }) => newsKinds.has(kind))
    .map(({ kind, number, at }) => [kind, number, at].join(' ').trim());

/**
 * Whether Meta lets a number be used. The latest word counts. Offboarded and reconnected are no words
 * of that kind: Meta has stamped them in the wrong order, so they only cause the number to be asked,
 * and its answer (`checked`) is one. Neither is what was said of the number under another id.
 */
export const linkOf = (widget: WidgetRow, all: readonly FactRow[]): Link => {
  const facts = all.filter((fact) => !isHearsay(fact, widget));
  const last = latestOf(facts.filter(({ kind }) => decisive.has(kind)));
  const checked = facts.find(({ kind }) => kind === 'checked');
  const { seen } = (checked ? JSON.parse(checked.detail) : {}) as { seen?: unknown };
  const known = typeof seen === 'string' ? seen.split(', ') : [];
  const isCheckDue = newsIn(all).some((news) => !known.includes(news));
  const wasUnlinked = facts.some(({ kind }) => kind === 'unlinked' || kind === 'deleted');
  return { ...stateOf(last, all), isCheckDue, isAnswer: last?.kind === 'checked', wasUnlinked };
};

/** Of two of one second, the greater: whichever came first. */
const latestOf = (facts: readonly FactRow[]): FactRow | undefined =>
  facts.toSorted((a, b) => b.at - a.at || (b.kind + b.detail > a.kind + a.detail ? 1 : -1))[0];

const stateOf = (
  last: FactRow | undefined,
  facts: readonly FactRow[],
): Pick<Link, 'reason' | 'detail'> => {
  if (!last || last.kind === 'linked') return { reason: null, detail: null };
  if (last.kind === 'deleted') return { reason: 'unlinked', detail: 'ACCOUNT_DELETED' };
  if (last.kind === 'unlinked') return { reason: 'unlinked', detail: wordOf(last) };
  const { state } = JSON.parse(last.detail) as { state?: unknown };
  const reason = state === 'suspended' || state === 'unlinked' ? state : null;
  // Why, when asking only said that it is so.
  const removed = latestOf(facts.filter(({ kind }) => kind === 'unlinked'));
  return { reason, detail: reason && removed ? wordOf(removed) : null };
};

const wordOf = (fact: FactRow): string | null => {
  const word = (JSON.parse(fact.detail) as Record<string, unknown>)['disconnection_info.reason'];
  return typeof word === 'string' ? word : null;
};
