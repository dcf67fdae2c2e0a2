/**
 * Counts deliveries as they come, in memory, and writes the sums every few seconds in a transaction of
 * its own: a delivery never waits for being counted. What a crash loses is a few seconds of counting.
 */
import type { Outcome } from '@deskside/shared/manage';
import type { Logger } from 'pino';
import type { Item } from '../meta/items.ts';
import type { Store } from '../store/db.ts';
import { addDeliveryHours, type DeliveryHour, HOUR_MS } from '../store/delivery-hours.ts';

const FLUSH_MS = 5_000;

export interface DeliveryCount {
  add: (outcome: Outcome, items: readonly Item[]) => void;
  flush: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface DeliveryCountDeps {
  store: Store;
  clock: () => number;
  log: Logger;
}

export const startDeliveryCount = ({ store, clock, log }: DeliveryCountDeps): DeliveryCount => {
  let rows = new Map<string, DeliveryHour>();

  const put = (row: DeliveryHour) => {
    const key = `${row.hour} ${row.numberId} ${row.outcome}`;
    const count = (rows.get(key)?.count ?? 0) + row.count;
    rows.set(key, { ...row, count, lastAt: Math.max(row.lastAt, rows.get(key)?.lastAt ?? 0) });
  };

  const flush = async (): Promise<void> => {
    const known = [...rows.values()];
    rows = new Map();
    if (known.length === 0) return;
    await store
      .write((tx) => addDeliveryHours(tx, known))
      .catch((error: unknown) => {
        log.warn({ error }, 'could not write how deliveries came');
        // Kept for the next time: it is a row for an hour, however long that takes.
        for (const row of known) put(row);
      });
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);

  return {
    add: (outcome, items) => {
      const at = clock();
      const hour = Math.floor(at / HOUR_MS);
      // One body may be about several numbers; each has had a delivery then.
      const numbers = new Set(items.map(numberOf));
      if (numbers.size === 0) numbers.add('');
      for (const numberId of numbers) put({ hour, numberId, outcome, count: 1, lastAt: at });
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};

const numberOf = (item: Item): string => {
  if ('line' in item) return item.line.numberId;
  return item.kind === 'fact' ? item.number : (item.numberId ?? '');
};
