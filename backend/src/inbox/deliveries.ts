/**
 * Takes deliveries in together: all that wait when a transaction can begin go into it, so that the disk
 * is asked once for many. If that fails, each gets a transaction of its own; one that fails alone is
 * kept aside whole, because Meta must not retry our bug; and if even that can't be written, the
 * database is to blame, and Meta may come again.
 */
import type { Logger } from 'pino';
import type { Item } from '../meta/items.ts';
import { readWebhook } from '../meta/webhook.ts';
import { asideById, asideId, asideIds, countTry, dropAside, keepAside } from '../store/aside.ts';
import type { Store, Tx } from '../store/db.ts';
import { isUnavailable } from '../store/unavailable.ts';
import type { Checker } from './checker.ts';
import { ingest } from './ingest/ingest.ts';

/** As many items as one transaction takes at most, unless a single delivery has more. */
const ITEMS_MAX = 500;

interface Delivery {
  body: Uint8Array;
  items: readonly Item[];
  resolve: (outcome: 'stored' | 'aside') => void;
  reject: (error: unknown) => void;
}

export interface Deliveries {
  /** Resolves when it is on the disk. */
  take: (body: Uint8Array, items: readonly Item[]) => Promise<'stored' | 'aside'>;
  /** Reads again what was put aside: one of them, or all. */
  tryAgain: (id: string | null) => Promise<void>;
}

export interface DeliveryDeps {
  store: Store;
  canSend: boolean;
  clock: () => number;
  log: Logger;
  checker: Pick<Checker, 'wake'>;
}

export const startDeliveries = ({
  store,
  canSend,
  clock,
  log,
  checker,
}: DeliveryDeps): Deliveries => {
  const waiting: Delivery[] = [];
  let isAsked = false;
  const options = () => ({ canSend, now: clock() });
  const write = async (job: (tx: Tx) => Promise<boolean>, remembers: boolean) => {
    const isCheckDue = await store.write(job, { remembers });
    if (isCheckDue) checker.wake();
  };

  const ask = () => {
    isAsked = true;
    let batch: Delivery[] | undefined;
    const storeSome = async (tx: Tx) => {
      // Taken once, however often the transaction is tried.
      if (!batch) {
        batch = takeSome(waiting);
        isAsked = false;
        if (waiting.length > 0) ask();
      }
      return ingest(
        tx,
        batch.flatMap(({ items }) => items),
        options(),
      );
    };
    write(storeSome, true).then(
      () => {
        for (const { resolve } of batch ?? []) resolve('stored');
      },
      (error: unknown) => {
        const failed = batch ?? takeSome(waiting);
        if (!batch) {
          isAsked = false;
          if (waiting.length > 0) ask();
        }
        if (failed.length > 1)
          log.warn({ error, count: failed.length }, 'a batch failed; each alone');
        for (const delivery of failed) void storeAlone(delivery);
      },
    );
  };

  const storeAlone = async (delivery: Delivery) => {
    try {
      await write((tx) => ingest(tx, delivery.items, options()), true);
      delivery.resolve('stored');
    } catch (error) {
      await keepWhole(delivery, error);
    }
  };

  const keepWhole = async ({ body, resolve, reject }: Delivery, cause: unknown) => {
    // A database that comes back at this moment would keep aside what it can as well store: then it is
    // Meta who tries again, and not an admin.
    if (isUnavailable(cause)) return reject(cause);
    try {
      await store.write((tx) =>
        keepAside(tx, { reason: 'failed', body, at: clock(), numberId: null }),
      );
      log.error({ error: cause }, 'a delivery could not be stored and is kept aside');
      resolve('aside');
    } catch (error) {
      reject(error);
    }
  };

  const readAgain = async (id: string) => {
    const row = await asideById(store.read, id);
    if (!row) return;
    const items = readBody(row.body, row.at);
    const isSame = items.some(
      (item) => item.kind === 'aside' && asideId(item.reason, item.body ?? row.body) === id,
    );
    try {
      await write(async (tx) => {
        if (isSame) await countTry(tx, id);
        else await dropAside(tx, id);
        return ingest(tx, items, options());
      }, false);
    } catch (error) {
      log.warn({ error, asideId: id }, 'still can’t be stored');
      await store.write((tx) => countTry(tx, id));
    }
  };

  return {
    take: (body, items) =>
      new Promise((resolve, reject) => {
        waiting.push({ body, items, resolve, reject });
        if (!isAsked) ask();
      }),
    tryAgain: async (id) => {
      const ids = id === null ? await asideIds(store.read) : [id];
      for (const one of ids) await readAgain(one);
    },
  };
};

const takeSome = (waiting: Delivery[]): Delivery[] => {
  let size = 0;
  const end = waiting.findIndex(({ items }, index) => {
    size += items.length;
    return index > 0 && size > ITEMS_MAX;
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
};

/** Some programs put it before a text, and JSON knows nothing of it. */
const BYTE_ORDER_MARK = '\ufeff';

/** Everything in a signed body. What isn't JSON, or can't even be walked, is kept as its bytes. */
export const readBody = (body: Uint8Array, arrivedAt: number): Item[] => {
  const whole = (reason: 'not-json' | 'unreadable'): Item[] => [
    { kind: 'aside', reason, numberId: null, body },
  ];
  let payload: unknown;
  try {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
    payload = JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof SyntaxError) return whole('not-json');
    throw error;
  }
  return readWebhook(payload, arrivedAt).map((item) =>
    item.kind === 'aside' && item.body === null ? { ...item, body } : item,
  );
};
