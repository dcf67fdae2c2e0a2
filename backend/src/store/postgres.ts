/** Postgres behind Kysely's dialect, and the ear for what other servers commit. */
import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';

export const postgresDialect = (url: string): PostgresDialect => {
  // 64-bit integers come as text by default. Ours are times and counters, far below 2^53.
  const types = {
    getTypeParser: ((oid: number, format?: 'text') =>
      oid === 20 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({ connectionString: url, max: 8, types });
  // An idle connection that Postgres ends (a restart) is replaced at the next query; unheard, its error
  // would end the process.
  pool.on('error', () => undefined);
  // The same for one in use: its query fails, and that is how we hear of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({
    pool: {
      options: pool.options,
      connect: async () => prepared(await pool.connect()),
      end: () => pool.end(),
    },
  });
};

/** As many texts of SQL as are kept prepared; what is made up as it goes along isn't. */
const NAMES_MAX = 200;
const names = new Map<string, string>();

const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known || names.size >= NAMES_MAX || !/^(select|insert|update|delete)/.test(text))
    return known;
  const name = `deskside ${names.size}`;
  names.set(text, name);
  return name;
};

/** Under a name, Postgres reads and plans a statement once for a connection instead of every time. */
const prepared = (client: pg.PoolClient): PostgresPoolClient => ({
  query: ((text: string, values?: unknown[]) => {
    const name = nameOf(text);
    return client.query(
      name ? { name, text, values: values ?? [] } : { text, values: values ?? [] },
    );
  }) as unknown as PostgresPoolClient['query'],
  release: () => client.release(),
});

/** A connection of its own that hears other servers' commits, and comes back when it is lost. What is
 * missed meanwhile is found by the stream's own look every 15 seconds. */
export const listen = async (
  url: string,
  channel: string,
  wake: () => void,
): Promise<() => Promise<void>> => {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  const again = () => {
    if (isClosed) return;
    // A connection that breaks says so more than once, and each word would bring another ear.
    clearTimeout(retry);
    retry = setTimeout(() => void connect().catch(again), 1000);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', wake);
    next.on('error', again);
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
    wake();
  };
  await connect();
  return async () => {
    isClosed = true;
    clearTimeout(retry);
    await client?.end();
  };
};
