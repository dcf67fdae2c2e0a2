/**
 * A connection of its own that hears of other servers' commits, and comes back when it is lost. What is
 * missed meanwhile is found by the stream's own look every 15 seconds.
 */
import pg from 'pg';
import type { Patience } from './patience.ts';

export const CHANNEL = 'deskside_log';
const AGAIN_MS = 1000;
/** Asking for it once more changes nothing, and proves the line. */
const LISTEN = `listen ${CHANNEL}`;

export interface Ear {
  close: () => Promise<void>;
}

export const openEar = async (
  { limits, patienceMs, greet, watch }: Patience,
  wake: () => void,
): Promise<Ear> => {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  const again = () => {
    client = undefined;
    if (isClosed) return;
    // A connection that breaks says so more than once, and each word would bring another ear.
    clearTimeout(retry);
    retry = setTimeout(() => void connect().catch(again), AGAIN_MS);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client(limits);
    next.on('notification', wake);
    next.on('error', again);
    await next.connect();
    await greet(next, LISTEN);
    client = next;
    wake();
  };
  await connect();
  // An ear only ever listens, so it would never notice that nobody is there any more.
  const proof = setInterval(() => {
    if (client) watch(client, client.query(LISTEN)).catch(() => undefined);
  }, 2 * patienceMs);
  return {
    close: async () => {
      isClosed = true;
      clearInterval(proof);
      clearTimeout(retry);
      await client?.end();
    },
  };
};
