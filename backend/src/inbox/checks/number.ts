/** A number as somebody typed it, against our widgets and every account that we can read. */
import { ACCOUNT_ID as PRACTICE_ACCOUNT } from '../../practice/bodies.ts';
import { allAccounts } from '../../store/accounts.ts';
import { allRows, isGone, widgetByPhone } from '../../store/widgets.ts';
import { askNumber } from '../checker.ts';
import { type Finding, found, type ServerContext, stopped } from './finding.ts';

export const numberKnown = async (
  { store, reach, now }: ServerContext,
  typed: string,
): Promise<Finding> => {
  const phone = `+${typed.replace(/\D/g, '')}`;
  const before = await widgetByPhone(store.read, phone);
  // Somebody may just have deleted it at Meta, which doesn't always tell.
  if (before && !isGone(before))
    await askNumber(store, await reach.graphFor(before.accountId), before, now);
  const rows = await allRows(store.read);
  const own = rows.find((row) => row.phone === phone);
  if (own && !isGone(own)) return found(false, 'in-use-here', { name: own.name, widgetId: own.id });
  const accounts = await allAccounts(store.read);
  const ids = new Set([...accounts, ...rows].map(({ accountId }) => accountId));
  // Nobody else's number is ever with the practice number's Meta.
  if (own?.isPractice !== 1) ids.delete(PRACTICE_ACCOUNT);
  let unread: Finding | null = null;
  let isAnyRead = false;
  for (const accountId of ids) {
    const graph = await reach.graphFor(accountId);
    if (!graph.hasToken) continue;
    const result = await graph.listNumbers(accountId);
    if (!result.isOk) {
      unread = stopped(result.problem);
      continue;
    }
    isAnyRead = true;
    const hit = result.value.find((one) => one.phone === phone);
    if (hit && hit.status !== 'DELETED') {
      const account = accounts.find((one) => one.accountId === accountId)?.name ?? accountId;
      return found(false, 'in-account', { account, name: hit.name, status: hit.status });
    }
  }
  if (unread) return unread;
  return isAnyRead ? found(true, 'free') : found(false, 'cannot-tell');
};
