/**
 * How long Postgres may be silent. Slow isn't gone: a large table takes the time that it takes. So whoever
 * has waited long asks over another connection whether Postgres is still at it, and only when it isn't, or
 * doesn't answer there either, gives the silent connection up. What waited for it fails then, as it does
 * when Postgres ends.
 */
import pg from 'pg';

/** Less than Meta waits for us, and longer than anything usual takes. */
export const PATIENCE_MS = 8_000;

export interface Patience {
  /** For every connection: how long making one may take, and that a dead line is noticed. */
  limits: pg.ClientConfig;
  /** What a new connection is told first, and what has to be known of it. */
  greet: (client: pg.ClientBase, settings: string) => Promise<void>;
  /** The answer that is waited for, unless the connection has to be given up. */
  watch: <T>(client: pg.ClientBase, answer: Promise<T>) => Promise<T>;
}

export const havePatience = (url: string, patienceMs: number): Patience => {
  const limits = {
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: patienceMs,
  };
  /** Postgres's process behind each connection. */
  const servedBy = new WeakMap<pg.ClientBase, number>();

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

  const watch: Patience['watch'] = async (client, answer) => {
    let isOver = false;
    let timer: NodeJS.Timeout;
    const look = async () => {
      const isFine = await isAtIt(client);
      if (isOver) return;
      if (isFine) timer = setTimeout(look, patienceMs);
      else giveUp(client);
    };
    timer = setTimeout(look, patienceMs);
    try {
      return await answer;
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  };

  return {
    limits,
    watch,
    greet: async (client, settings) => {
      const text = `${settings}; select pg_backend_pid() as pid`;
      const answers: unknown = await watch(client, client.query(text));
      const served = (answers as pg.QueryResult<{ pid: number }>[]).at(-1)?.rows[0];
      if (served) servedBy.set(client, served.pid);
    },
  };
};

/** Without a word: a farewell would wait behind what isn't answered. */
const giveUp = (client: pg.ClientBase): void => {
  (client as pg.Client).connection.stream.destroy();
};
