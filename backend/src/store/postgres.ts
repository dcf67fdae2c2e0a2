/**
 * Postgres, behind Kysely's dialect and beside it: a pool for whoever reads, one connection for writing,
 * and an ear for what other servers commit.
 */
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Ask, Engine, LogEnd } from './engine.ts';
import type { Tables } from './tables.ts';

const CHANNEL = 'deskside_log';
/** Any number; all servers on one Postgres must agree on it. */
const WRITER_LOCK = 7_307_521;

/** Whatever is asked while writing is asked by a key, and soon by the same text again. A plan made once,
 * for a table that was still empty, would read all of it for ever; so the keys' indexes are taken
 * whatever the statistics say, and nothing is planned or compiled anew. */
const SETTINGS =
  'set enable_seqscan = off; set plan_cache_mode = force_generic_plan; set jit = off';

/** Arrays would be escaped here and unescaped there, a sign at a time. No id has a control sign, so one
 * of them can stand between. */
const BETWEEN = '\u001f';
const APPEND = `insert into events (seq, at, type, id)
  select $1::bigint + n - 1, $2::bigint, type, id
  from unnest(string_to_array($3, chr(31)), string_to_array($4, chr(31)))
  with ordinality as given (type, id, n)`;

/** 64-bit integers come as text by default. Ours are times and counters, far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === 20 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export const openPostgres = (url: string): Engine => {
  const pool = new pg.Pool({ connectionString: url, max: 8, types });
  // An idle connection that Postgres ends (a restart) is replaced at the next query; unheard, its error
  // would end the process.
  pool.on('error', () => undefined);
  // The same for one in use: its query fails, and that is how we hear of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const reader = kyselyOver({
    options: pool.options,
    connect: async () => adapt(await pool.connect(), (client) => client.release()),
    end: () => pool.end(),
  });

  let hand: pg.Client | undefined;
  /** The connection that writes, made anew when it was lost. */
  const openHand = async (): Promise<pg.Client> => {
    if (hand) return hand;
    // What a transaction asks goes out at once, without waiting for the answer to what was asked
    // before: most of a small transaction would be waiting.
    const client = new pg.Client({ connectionString: url, types, pipeline: true });
    const lose = () => {
      if (hand === client) hand = undefined;
    };
    client.on('error', lose);
    client.on('end', lose);
    await client.connect();
    await client.query(SETTINGS);
    hand = client;
    return client;
  };
  const writer = kyselyOver({
    options: pool.options,
    connect: async () => adapt(await openHand(), () => undefined),
    end: async () => hand?.end(),
  });
  const held = () => {
    if (!hand) throw new Error('Connection terminated.');
    return hand;
  };
  /** A text of several statements, or of one that isn't worth preparing. Like `ask`, it fails by its
   * promise alone: what was asked beside it would otherwise fail with nobody listening, which ends the
   * process. */
  const tell = async (text: string): Promise<unknown> => held().query(text);
  const ask: Ask = async <T>(text: string, values: readonly unknown[]) =>
    (await send(held(), text, values)).rows as T[];

  return {
    isPostgres: true,
    reader,
    writer,
    ask,
    begin: async () => {
      // Postgres would let two servers change one conversation at once, and commit places in the log
      // out of order. One writer at a time, over all servers, makes both impossible; group commit pays
      // for it.
      const results = await tell(
        `begin; select pg_advisory_xact_lock(${WRITER_LOCK}); select seq, writes from log`,
      );
      const [, , log] = results as pg.QueryResult<LogEnd>[];
      return log?.rows[0] ?? { seq: 0, writes: 0 };
    },
    commit: async (entries, { seq, writes }) => {
      const counted = ask('update log set seq = $1, writes = $2', [seq, writes]);
      const [first] = entries;
      if (!first) return void (await Promise.all([counted, tell('commit')]));
      const columns = [entries.map(({ type }) => type), entries.map(({ id }) => id)];
      // Whatever fails of these takes the commit with it.
      await Promise.all([
        counted,
        ask(APPEND, [first.seq, first.at, ...columns.map((column) => column.join(BETWEEN))]),
        tell(`notify ${CHANNEL}; commit`),
      ]);
    },
    rollback: async () => {
      // A connection that is lost has nothing to take back.
      await hand?.query('rollback').catch(() => undefined);
    },
    listen: (wake) => listen(url, wake),
    close: async () => {
      await writer.destroy();
      await reader.destroy();
    },
  };
};

const kyselyOver = (pool: PostgresPool) =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

/** As many texts of SQL as are kept prepared; what is made up as it goes along isn't. */
const NAMES_MAX = 200;
const names = new Map<string, string>();

const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known || names.size >= NAMES_MAX || !/^(select|insert|update|delete|with)/.test(text))
    return known;
  const name = `deskside ${names.size}`;
  names.set(text, name);
  return name;
};

/** Under a name, Postgres reads and plans a statement once for a connection instead of every time. */
const send = (client: pg.ClientBase, text: string, values: readonly unknown[] = []) => {
  const name = nameOf(text);
  const query = { text, values: [...values] };
  return client.query(name ? { name, ...query } : query);
};

const adapt = <C extends pg.ClientBase>(
  client: C,
  release: (client: C) => void,
): PostgresPoolClient => ({
  query: ((text: string, values?: unknown[]) =>
    send(client, text, values)) as unknown as PostgresPoolClient['query'],
  release: () => release(client),
});

/** A connection of its own that hears other servers' commits, and comes back when it is lost. What is
 * missed meanwhile is found by the stream's own look every 15 seconds. */
const listen = async (url: string, wake: () => void): Promise<() => Promise<void>> => {
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
    await next.query(`listen ${CHANNEL}`);
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
