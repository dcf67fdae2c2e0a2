/**
 * How long Postgres may be silent. Slow isn't gone: a large table takes the time that it takes. So whoever
 * has waited long asks over another connection whether Postgres is still at it, and only when it isn't, or
 * doesn't answer there either, gives the silent connection up. What waited for it fails then, as it does
 * when Postgres ends.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** Less than Meta waits for us, and longer than anything usual takes. */
export const PATIENCE_MS = 8_000;

/** How long a farewell is waited for. A dead line has none. */
const FAREWELL_MS = 1_000;

export interface Patience {
  patienceMs: number;
  /** For every connection: how long making one may take, and that a dead line is noticed. */
  limits: pg.ClientConfig;
  /** What a new connection is told first, and what has to be known of it. */
  greet: (client: pg.ClientBase, settings: string) => Promise<void>;
  /** The answer that is waited for, unless the connection has to be given up. */
  watch: <T>(client: pg.ClientBase, answer: Promise<T>) => Promise<T>;
  /** Waits for all to have left, but not for long. */
  part: (leaving: readonly (Promise<void> | undefined)[]) => Promise<void>;
}

export const havePatience = (url: string, patienceMs: number): Patience => {
  const limits = {
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: patienceMs,
  };
  /** Postgres's process behind each connection. */
  const servedBy = new Map<pg.ClientBase, number>();

  const isAtIt = async (client: pg.ClientBase): Promise<boolean> => {
    const other = new pg.Client({ ...limits, query_timeout: patienceMs });
    other.on('error', () => undefined);
    try {
      await other.connect();
      const text = 'select state from pg_stat_activity where pid = $1';
      const { rows } = await other.query<{ state: string }>(text, [servedBy.get(client)]);
      return rows[0]?.state === 'active';
    } catch {
      // No answer is one, too.
      return false;
    } finally {
      giveUp(other);
    }
  };

  /** Those with a question on its way, and how many. */
  const busy = new Map<pg.ClientBase, number>();
  const count = (client: pg.ClientBase, more: number) => {
    const questions = (busy.get(client) ?? 0) + more;
    if (questions > 0) busy.set(client, questions);
    else busy.delete(client);
  };
  /** What is silent for one question may be so for all. Who has none under way is as soon made anew as
   * tried; the others find out for themselves. */
  const giveUpWith = (client: pg.ClientBase) => {
    giveUp(client);
    for (const other of servedBy.keys()) if (!busy.has(other)) giveUp(other);
  };

  const watch: Patience['watch'] = async (client, answer) => {
    let isOver = false;
    let timer: NodeJS.Timeout;
    count(client, 1);
    const look = async () => {
      const isFine = await isAtIt(client);
      if (isOver) return;
      if (isFine) timer = setTimeout(look, patienceMs);
      else giveUpWith(client);
    };
    timer = setTimeout(look, patienceMs);
    try {
      return await answer;
    } finally {
      isOver = true;
      count(client, -1);
      clearTimeout(timer);
    }
  };

  return {
    patienceMs,
    limits,
    watch,
    greet: async (client, settings) => {
      const text = `${settings}; select pg_backend_pid() as pid`;
      const answers: unknown = await watch(client, client.query(text));
      const served = (answers as pg.QueryResult<{ pid: number }>[]).at(-1)?.rows[0];
      if (!served) return;
      servedBy.set(client, served.pid);
      client.once('end', () => servedBy.delete(client));
    },
    part: async (leaving) => {
      await Promise.race([Promise.all(leaving), wait(FAREWELL_MS, undefined, { ref: false })]);
      for (const client of servedBy.keys()) giveUp(client);
    },
  };
};

/** Without a word: a farewell would wait behind what isn't answered. */
const giveUp = (client: pg.ClientBase): void => {
  (client as pg.Client).connection.stream.destroy();
};
