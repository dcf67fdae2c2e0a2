/** What Meta says when it is asked about a widget's number and account. */
import { missingPermissions } from '../../meta/apps.ts';
import type { NumberInfo } from '../../meta/numbers.ts';
import { proofOf } from '../../store/proofs.ts';
import { saveWidgets } from '../../store/widgets.ts';
import { type Finding, found, missing, stopped, type WidgetContext } from './finding.ts';

export const permissions = async ({ graph, widget }: WidgetContext): Promise<Finding> => {
  if (!graph.hasToken) return missing('access-token');
  const info = await graph.debugToken();
  if (!info.isOk) return stopped(info.problem);
  const left = missingPermissions(info.value, widget.accountId);
  return left.length === 0
    ? found(true, 'all-granted')
    : found(false, 'permission-missing', { missing: left.join(', ') });
};

/** Our own app, and not just any. */
const ownApp = async ({ graph, line, ring }: WidgetContext): Promise<string | null> => {
  const own = line?.app.id ?? ring.appId;
  if (own !== null) return own;
  const info = await graph.debugToken();
  return info.isOk ? info.value.appId : null;
};

export const appSubscribed = async (context: WidgetContext): Promise<Finding> => {
  const { graph, widget } = context;
  if (!graph.hasToken) return missing('access-token');
  const apps = await graph.readApps(widget.accountId);
  if (!apps.isOk) return stopped(apps.problem);
  const own = await ownApp(context);
  if (own === null) return missing('app-id');
  const ours = apps.value.find(({ appId }) => appId === own);
  if (ours) return found(true, 'subscribed', { app: ours.name || own });
  const others = apps.value.map(({ name, appId }) => name || appId).join(', ');
  return others ? found(false, 'only-others', { others }) : found(false, 'not-subscribed');
};

/** Subscribing without an address clears an override, so it is done only where there is nothing yet. */
export const fixSubscribed = async (context: WidgetContext): Promise<Finding | null> => {
  const before = await appSubscribed(context);
  if (before.word !== 'not-subscribed' && before.word !== 'only-others') return before;
  const done = await context.graph.subscribeApp(context.widget.accountId);
  return done.isOk ? null : stopped(done.problem);
};

/** Whose address the number's deliveries go to. A number's own comes first, then its account's, then the
 * app's. */
export const override = async (context: WidgetContext): Promise<Finding> => {
  const { graph, widget, webhookUrl, isPractice } = context;
  if (!graph.hasToken) return missing('access-token');
  const result = await graph.readNumber(widget.numberId);
  if (!result.isOk) return stopped(result.problem);
  const { phone, account, app } = result.value.addresses;
  const [address, level] =
    phone !== null ? [phone, 'number'] : account !== null ? [account, 'account'] : [app, 'app'];
  if (address === null) return found(true, 'default');
  if (address === webhookUrl || isPractice)
    return level === 'app' ? found(true, 'default') : found(true, 'ours', { level });
  return found(false, 'elsewhere', { address, level });
};

/** The number's own override comes before every other, so that is the one that is set. */
export const fixOverride = async (context: WidgetContext): Promise<Finding | null> => {
  const { graph, widget, webhookUrl, ring, isPractice } = context;
  if (ring.verifyToken === null && !isPractice) return missing('verify-token');
  const word = ring.verifyToken ?? '';
  const done = await graph.setOverride(widget.numberId, webhookUrl, word);
  return done.isOk ? null : stopped(done.problem);
};

const limitedStates = new Set(['FLAGGED', 'RATE_LIMITED', 'RESTRICTED']);

const judge = (number: NumberInfo): Pick<Finding, 'isOk' | 'word'> => {
  const { status, health, platform } = number;
  if (status === 'DELETED' || status === 'MIGRATED' || platform === 'NOT_APPLICABLE')
    return { isOk: false, word: 'gone' };
  if (health === 'BLOCKED' || status === 'BANNED') return { isOk: false, word: 'blocked' };
  if (health === 'LIMITED' || limitedStates.has(status)) return { isOk: true, word: 'limited' };
  const isConnected = status === 'CONNECTED' || status === 'LINKED';
  return isConnected ? { isOk: true, word: 'connected' } : { isOk: false, word: 'not-connected' };
};

export const numberState = async ({ graph, widget, store }: WidgetContext): Promise<Finding> => {
  if (!graph.hasToken) return missing('access-token');
  const result = await graph.readNumber(widget.numberId);
  if (!result.isOk) return stopped(result.problem);
  const { status, quality, name, nameState, platform, limit, health, problems, isOnPhone } =
    result.value;
  if (isOnPhone !== null && widget.isOnPhone !== (isOnPhone ? 1 : 0))
    await store.write((tx) => saveWidgets(tx, [{ ...widget, isOnPhone: isOnPhone ? 1 : 0 }]));
  const said = { status, quality, name, nameState, platform, limit, health };
  const detail: Finding['detail'] = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== ''),
  );
  if (problems.length > 0) {
    detail.problems = problems.map(({ code }) => code).join(', ');
    const told = problems.filter(({ text }) => text);
    if (told.length > 0) detail.why = told.map(({ code, text }) => `${text} (${code})`).join('; ');
  }
  if (isOnPhone !== null) detail.isOnPhone = isOnPhone;
  return { ...judge(result.value), detail };
};

export const contactsSynced = async ({ widget, store }: WidgetContext): Promise<Finding> => {
  const known = await proofOf(store.read, 'contacts-synced', widget.id);
  if (known?.isOk && known.word !== 'not-on-phone') return known;
  return widget.isOnPhone === 1 ? found(false, 'not-synced') : found(true, 'not-on-phone');
};

/** Once, and within a day of the linking: Meta counts, we only say what it answered. */
export const fixContacts = async (context: WidgetContext): Promise<Finding | null> => {
  const before = await contactsSynced(context);
  if (before.isOk) return before;
  const result = await context.graph.syncContacts(context.widget.numberId);
  if (result.isOk) return found(true, 'synced');
  const { code } = result.problem;
  if (code === '2593107') return found(true, 'sync-used', { code });
  return code === '2593108' ? found(false, 'sync-too-late', { code }) : stopped(result.problem);
};
