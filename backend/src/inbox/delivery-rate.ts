/** How deliveries come now, against what is usual at this hour: the mean of the same hour on the days
 * before, as far back as there are any, because a shop that is silent every night isn't broken. */
import type { DeliveriesReply, HourTally, Outcome } from '@deskside/shared/manage';
import type { Store } from '../store/db.ts';
import {
  type DeliveryHour,
  deliveryHoursSince,
  HOUR_MS,
  lastDeliveries,
} from '../store/delivery-hours.ts';
import { widgetLines } from '../store/widgets.ts';

export const USUAL_DAYS = 14;
const DAY_HOURS = 24;

export interface Rate {
  hours: HourTally[];
  usualDays: number;
}

/** Pure: from the hours that are known to the last twenty-four of them, the running one last. */
export const rateOf = (rows: readonly DeliveryHour[], now: number): Rate => {
  const stored = new Map<number, number>();
  for (const { hour, outcome, count } of rows)
    if (outcome === 'stored') stored.set(hour, (stored.get(hour) ?? 0) + count);
  const running = Math.floor(now / HOUR_MS);
  const first = Math.min(...stored.keys(), running);
  const usualDays = Math.min(USUAL_DAYS, Math.floor((running - first) / DAY_HOURS));
  const usualAt = (hour: number) => {
    if (usualDays === 0) return 0;
    let sum = 0;
    for (let day = 1; day <= usualDays; day += 1) sum += stored.get(hour - day * DAY_HOURS) ?? 0;
    return Math.round((10 * sum) / usualDays) / 10;
  };
  const hours = Array.from({ length: DAY_HOURS }, (_, index) => {
    const hour = running - (DAY_HOURS - 1) + index;
    return { at: hour * HOUR_MS, stored: stored.get(hour) ?? 0, usual: usualAt(hour) };
  });
  return { hours, usualDays };
};

const outcomesOf = (rows: readonly DeliveryHour[], since: number) => {
  const sums = new Map<Outcome, { outcome: Outcome; count: number; lastAt: number }>();
  for (const { hour, outcome, count, lastAt } of rows) {
    if (hour * HOUR_MS < since) continue;
    const sum = sums.get(outcome) ?? { outcome, count: 0, lastAt: 0 };
    sums.set(outcome, {
      outcome,
      count: sum.count + count,
      lastAt: Math.max(sum.lastAt, lastAt),
    });
  }
  return [...sums.values()];
};

export const readRate = async ({ read }: Store, now: number): Promise<DeliveriesReply> => {
  const all = await deliveryHoursSince(read, now - (USUAL_DAYS + 2) * DAY_HOURS * HOUR_MS);
  const last = await lastDeliveries(read, 'stored');
  const lines = await widgetLines(read);
  // The practice number's deliveries aren't Meta's: they come even when nothing of Meta's does.
  const practice = new Set(lines.flatMap((line) => (line.isPractice === 1 ? line.numberId : [])));
  const rows = all.filter(({ numberId }) => !practice.has(numberId));
  const times = [...last].flatMap(([numberId, at]) => (practice.has(numberId) ? [] : at));
  return {
    at: now,
    ...rateOf(rows, now),
    lastAt: times.length > 0 ? Math.max(...times) : null,
    outcomes: outcomesOf(rows, now - 2 * DAY_HOURS * HOUR_MS),
    widgets: lines.map(({ id, numberId }) => {
      const own = all.filter((row) => row.numberId === numberId);
      const running = rateOf(own, now).hours.at(-1);
      return {
        widgetId: id,
        lastAt: last.get(numberId) ?? null,
        thisHour: running?.stored ?? 0,
        usual: running?.usual ?? 0,
      };
    }),
  };
};
