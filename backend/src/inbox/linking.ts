/**
 * Links a number and makes a widget of it: looks at the account, subscribes our app where it isn't, and
 * leaves a draft for an admin to review. Nothing is kept here before Meta has agreed to all of it, and
 * doing it twice is doing it once: two admins may press the button together.
 */
import type { LookReply } from '@deskside/shared/api-setup';
import { newId, type WidgetId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import type { AccountInfo } from '../meta/accounts.ts';
import { missingPermissions } from '../meta/apps.ts';
import type { Graph } from '../meta/graph.ts';
import { type NumberInfo, stateOf } from '../meta/numbers.ts';
import { saveAccount } from '../store/accounts.ts';
import type { Store } from '../store/db.ts';
import { factsOfWidget } from '../store/facts.ts';
import { dropProofs } from '../store/proofs.ts';
import {
  allRows,
  isGone,
  saveWidgets,
  shownWidget,
  toWidgets,
  type WidgetRow,
  widgetByNumber,
  widgetDefaults,
} from '../store/widgets.ts';
import { checkedFact } from './checker.ts';
import { ingest } from './ingest/ingest.ts';
import { type Keys, tokenName } from './keys.ts';
import type { Locks } from './locks.ts';
import { joinPortfolio } from './portfolio.ts';
import type { Reach } from './reach.ts';
import { troubleOf } from './trouble.ts';

export interface LinkRequest {
  accountId: string;
  numberId: string;
  token: string | null;
  way: 'signup' | 'token';
}

export interface LinkingDeps {
  store: Store;
  keys: Keys;
  reach: Reach;
  locks: Locks;
  clock: () => number;
}

interface Found {
  graph: Graph;
  appId: string | null;
  account: AccountInfo;
  numbers: NumberInfo[];
}

export const createLinking = ({ store, keys, reach, locks, clock }: LinkingDeps) => {
  /** Our app. A token of another one would subscribe that, whose deliveries we can't check. */
  const appOf = async (accountId: string, ofToken: string | null): Promise<string | null> => {
    const line = await reach.appFor(accountId);
    const own = line?.app.id ?? (await keys.read()).appId;
    if (own !== null && ofToken !== null && own !== ofToken)
      throw new AppError(422, 'app-foreign', 'The token was made for another app.').telling({
        app: ofToken,
      });
    return own ?? ofToken;
  };

  /** Everything that Meta tells about an account with this token, or the reason why it doesn't. */
  const find = async (accountId: string, token: string | null): Promise<Found> => {
    const graph = await reach.graphFor(accountId, token);
    if (!graph.hasToken)
      throw new AppError(422, 'settings-missing', 'There is no token to ask Meta with.').telling({
        missing: 'access-token',
      });
    const info = await graph.debugToken();
    // Meta may keep to itself what a token may do; what it lets us read says enough then.
    if (!info.isOk && ['token-wrong', 'meta-silent', 'meta-busy'].includes(info.problem.kind))
      throw troubleOf(info.problem);
    const missing = info.isOk ? missingPermissions(info.value, accountId) : [];
    const account = await graph.readAccount(accountId);
    if (!account.isOk && account.problem.kind === 'account-foreign')
      throw troubleOf(account.problem, { accountId });
    if (missing.length > 0)
      throw troubleOf(
        { kind: 'permission-missing', code: '' },
        { missing: missing.join(', '), accountId },
      );
    if (!account.isOk) throw troubleOf(account.problem, { accountId });
    const numbers = await graph.listNumbers(accountId);
    if (!numbers.isOk) throw troubleOf(numbers.problem, { accountId });
    if (numbers.value.length === 0)
      throw new AppError(422, 'no-numbers', 'The account has no numbers.').telling({
        name: account.value.name,
      });
    const appId = await appOf(accountId, info.isOk ? info.value.appId : null);
    return { graph, appId, account: account.value, numbers: numbers.value };
  };

  /** Subscribing anew would clear an override, so only who isn't subscribed is. */
  const subscribe = async ({ graph, appId, account }: Found): Promise<void> => {
    const { accountId } = account;
    if (appId === null)
      throw new AppError(422, 'settings-missing', 'Enter the app’s id first.').telling({
        missing: 'app-id',
      });
    const apps = await graph.readApps(accountId);
    if (!apps.isOk) throw troubleOf(apps.problem, { accountId });
    if (apps.value.some((app) => app.appId === appId)) return;
    const done = await graph.subscribeApp(accountId);
    if (!done.isOk) throw troubleOf(done.problem, { accountId });
  };

  const keep = (found: Found, number: NumberInfo, asked: LinkRequest): Promise<Widget> =>
    store.write(async (tx) => {
      const now = clock();
      const { accountId, way, token } = asked;
      if (token !== null) await keys.keep(tx, tokenName(accountId), token, now);
      await saveAccount(tx, { ...found.account, way, at: now });
      await joinPortfolio(tx, accountId, found.account.portfolioId);
      const known = await widgetByNumber(tx.db, number.numberId);
      const next = widgetFor(known, found.account.accountId, number, way, now);
      await saveWidgets(tx, [next]);
      if (known && isGone(known)) await dropProofs(tx, ofTheLast, known.id);
      // The number's state is Meta's newest word: it outdoes an earlier notice that it was unlinked.
      const facts = await factsOfWidget(tx.db, next);
      const fact = checkedFact(next, stateOf(number), facts, now);
      await ingest(tx, [fact], { canSend: false, now });
      return shownWidget(tx.db, next.id);
    });

  return {
    look: async (accountId: string, token: string | null): Promise<LookReply> => {
      const { account, numbers } = await find(accountId, token);
      const rows = await allRows(store.read);
      const widgets = await toWidgets(store.read, rows);
      const taken = new Map(rows.map((row, index) => [row.numberId, widgets[index] ?? null]));
      return {
        account: { accountId, name: account.name },
        numbers: numbers.map(
          ({ numberId, phone, name, status, quality, nameState, isOnPhone }) => ({
            numberId,
            phone,
            name,
            status,
            quality,
            nameState,
            isOnPhone,
            widget: taken.get(numberId) ?? null,
          }),
        ),
      };
    },

    /** Without a number's id, the one that Embedded Signup has just brought. */
    link: (asked: Omit<LinkRequest, 'numberId'> & { numberId: string | null }): Promise<Widget> =>
      locks.run(asked.accountId, async () => {
        const found = await find(asked.accountId, asked.token);
        const number = choose(found.numbers, asked.numberId, await allRows(store.read));
        if (!number || stateOf(number) === 'unlinked')
          throw troubleOf(
            { kind: 'gone', code: '' },
            { phone: number?.phone ?? '', status: number?.status ?? '' },
          );
        await subscribe(found);
        const widget = await keep(found, number, { ...asked, numberId: number.numberId });
        keys.forget();
        return widget;
      }),
  };
};
export type Linking = ReturnType<typeof createLinking>;

/** Of several, the one that somebody has just scanned a code with: it is on the phone, and none of ours
 * that works. */
const choose = (
  numbers: readonly NumberInfo[],
  numberId: string | null,
  rows: readonly WidgetRow[],
): NumberInfo | undefined => {
  if (numberId !== null) return numbers.find((one) => one.numberId === numberId);
  const isOurs = new Set(
    rows.flatMap((row) =>
      row.draftReason === 'disconnected' || row.linkReason ? [] : row.numberId,
    ),
  );
  const onPhone = numbers.filter(({ isOnPhone }) => isOnPhone);
  const scanned = onPhone.find((one) => !isOurs.has(one.numberId)) ?? onPhone[0];
  // Meta may not know yet that it is on the phone. Then only what is certain is taken.
  const [only, ...more] = numbers.filter((one) => !isOurs.has(one.numberId));
  return scanned ?? (more.length === 0 ? (only ?? numbers[0]) : undefined);
};

/** What was proved of its leaving, and what its last linking has brought. */
const ofTheLast = ['draft-here', 'unsubscribed', 'contacts-synced'] as const;

const widgetFor = (
  known: WidgetRow | undefined,
  accountId: string,
  { numberId, phone, name, isOnPhone }: NumberInfo,
  way: 'signup' | 'token',
  now: number,
): WidgetRow => {
  const row: WidgetRow = known ?? {
    ...widgetDefaults,
    id: newId<WidgetId>(),
    numberId,
    accountId,
    phone,
    name: phone,
    publicName: phone,
    createdAt: now,
  };
  // A number that only wrote, or was never named, is called what Meta calls it.
  const called = (mine: string) => (mine === row.phone && name ? name : mine);
  return {
    ...row,
    accountId,
    phone: phone || row.phone,
    name: called(row.name),
    publicName: called(row.publicName),
    way,
    addedAt: row.addedAt ?? now,
    isOnPhone: isOnPhone === null ? row.isOnPhone : isOnPhone ? 1 : 0,
    unsubscribe: null,
    // Whoever adds it again reviews it again.
    draftReason: isGone(row) ? 'new' : row.draftReason,
  };
};
