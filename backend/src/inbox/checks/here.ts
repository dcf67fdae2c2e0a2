/** What we know ourselves about a widget, from what has come in and what was done here. */
import { deliveryHoursSince, HOUR_MS, lastDeliveries } from '../../store/delivery-hours.ts';
import { factsOfWidget } from '../../store/facts.ts';
import { firstArrival } from '../../store/messages.ts';
import { proofOf } from '../../store/proofs.ts';
import { reasonOf, widgetById } from '../../store/widgets.ts';
import { askNumber } from '../checker.ts';
import { rateOf, USUAL_DAYS } from '../delivery-rate.ts';
import { type Finding, found, missing, type WidgetContext } from './finding.ts';

const DAY_MS = 24 * HOUR_MS;

export const firstDelivery = async ({ store, widget }: WidgetContext): Promise<Finding> => {
  const at = await firstArrival(store.read, widget.id);
  return at === null ? found(false, 'none-yet') : found(true, 'arrived', { at }, { by: 'meta' });
};

const SILENT_HOURS = 6;

/** Silence is news only at an hour when there usually is none. */
export const deliveries = async ({ store, widget, now }: WidgetContext): Promise<Finding> => {
  const since = now - (USUAL_DAYS + 2) * DAY_MS;
  const rows = (await deliveryHoursSince(store.read, since)).filter(
    ({ numberId }) => numberId === widget.numberId,
  );
  const lastAt = (await lastDeliveries(store.read, 'stored')).get(widget.numberId);
  const { hours, usualDays } = rateOf(rows, now);
  if (lastAt === undefined || usualDays === 0) return found(true, 'too-new');
  const recent = hours.slice(-SILENT_HOURS);
  const usual = Math.round((10 * sum(recent.map((hour) => hour.usual))) / SILENT_HOURS) / 10;
  const silentFor = Math.floor((now - lastAt) / HOUR_MS);
  const detail = { hours: silentFor, usual, lastAt };
  return silentFor >= SILENT_HOURS && usual >= 1
    ? found(false, 'silent', detail)
    : found(true, 'as-usual', { ...detail, count: sum(recent.map((hour) => hour.stored)) });
};

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

const BLOCK_DAYS = 30;

/** Meta doesn't let a number be deleted within thirty days of a paid message; its pricing tells when that
 * was, to the hour. */
export const lastPaid = async ({
  store,
  widget,
  now,
  isPractice,
}: WidgetContext): Promise<Finding> => {
  const facts = await factsOfWidget(store.read, widget);
  const paid = facts.filter(({ kind }) => kind === 'paid').map(({ at }) => at);
  const since = widget.addedAt ?? widget.createdAt;
  if (paid.length === 0)
    return now - since < BLOCK_DAYS * DAY_MS && !isPractice
      ? found(false, 'paid-unknown', { since })
      : found(true, 'never-paid');
  const paidAt = Math.max(...paid);
  const freeAt = paidAt + HOUR_MS + BLOCK_DAYS * DAY_MS;
  return now < freeAt
    ? found(false, 'wait-until', { paidAt, freeAt })
    : found(true, 'can-be-deleted', { paidAt, freeAt });
};

/** Whatever else makes it a draft, may pass; and our app is only taken away from what was disconnected. */
export const draftHere = async ({ store, widget }: WidgetContext): Promise<Finding> => {
  const reason = await reasonOf(store.read, widget);
  if (reason === null) return found(false, 'enabled');
  return reason === 'disconnected'
    ? found(true, 'draft', { reason })
    : found(false, 'draft-otherwise', { reason });
};

/** What is still owed to Meta is tried at once. */
export const unsubscribed = async (context: WidgetContext): Promise<Finding> => {
  const { store, widget, unsubscriber } = context;
  if (widget.unsubscribe === null) return found(false, 'subscribed');
  await unsubscriber.settle(widget.accountId);
  return (await proofOf(store.read, 'unsubscribed', widget.id)) ?? found(false, 'due');
};

/** Meta's notice ticks this by itself; whoever can't wait asks. */
export const unlinked = async (context: WidgetContext): Promise<Finding> => {
  const { store, widget, graph, now } = context;
  const isUnlinked = (row: typeof widget) => row.linkReason === 'unlinked';
  const known = await proofOf(store.read, 'unlinked', widget.id);
  if (isUnlinked(widget))
    return known?.isOk
      ? known
      : found(true, 'unlinked', reasonIn(widget.linkDetail), { by: 'meta' });
  if (!graph.hasToken) return missing('access-token');
  const state = await askNumber(store, graph, widget, now);
  if (state === 'unknown') return found(false, 'meta-silent');
  const after = await widgetById(store.read, widget.id);
  return after && isUnlinked(after)
    ? found(true, 'unlinked', reasonIn(after.linkDetail))
    : found(false, 'still-linked', { state });
};

const reasonIn = (reason: string | null): Finding['detail'] => (reason ? { reason } : {});
