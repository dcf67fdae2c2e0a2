/**
 * Postgres, behind Kysely's dialect and beside it: a pool for whoever reads, one connection for writing,
 * and an ear for what other servers commit.
 */
import { setImmediate as turn } from 'node:timers/promises';
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely';
import pg from 'pg';
import { CHANNEL, type Ear, openEar } from './ear.ts';
import type { Engine, LogEnd } from './engine.ts';
import { openHand, SETTINGS, send } from './hand.ts';
import { havePatience, PATIENCE_MS } from './patience.ts';
import type { Tables } from './tables.ts';

/** Any number; all servers on one Postgres must agree on it. */
const WRITER_LOCK = 7_307_521;

/** 64-bit integers come as text by default. Ours are times and counters, far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === 20 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export const openPostgres = (url: string, patienceMs = PATIENCE_MS): Engine => {
  const patience = havePatience(url, patienceMs);
  // Waited for, though its type says otherwise.
  const onConnect = (client: pg.ClientBase) => patience.greet(client, SETTINGS);
  const pool = new pg.Pool({ ...patience.limits, max: 8, types, onConnect });
  // An idle connection that Postgres ends (a restart) is replaced at the next query; unheard, its error
  // would end the process.
  pool.on('error', () => undefined);
  // The same for one in use: its query fails, and that is how we hear of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const reader = kyselyOver({
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      return adapt(
        (text, values) => patience.watch(client, send(client, text, values)),
        () => client.release(),
      );
    },
    end: () => pool.end(),
  });

  const hand = openHand(patience, types);
  const writer = kyselyOver({
    options: pool.options,
    connect: async () => {
      await hand.open();
      return adapt(hand.query, () => undefined);
    },
    end: hand.close,
  });
  const { ask, tell } = hand;
  let ear: Ear | undefined;

  return {
    isPostgres: true,
    reader,
    writer,
    look: async <T>(text: string, values: readonly unknown[]) =>
      (await reader.executeQuery<T>(CompiledQuery.raw(text, [...values]))).rows,
    ask,
    tell,
    // What comes while the first question is on its way joins by itself; a turn of the loop has it asked
    // once the sockets are read, and not for the first of them.
    gather: turn,
    begin: async () => {
      // Postgres would let two servers change one conversation at once, and commit places in the log
      // out of order. One writer at a time, over all servers, makes both impossible; group commit pays
      // for it.
      const results: unknown = await hand.query(
        `begin; select pg_advisory_xact_lock(${WRITER_LOCK}); select seq, writes from log`,
      );
      const [, , log] = results as pg.QueryResult<LogEnd>[];
      return log?.rows[0] ?? { seq: 0, writes: 0 };
    },
    commit: async ({ seq, writes }, hasGrown) => {
      tell('update log set seq = $1, writes = $2', [seq, writes]);
      await hand.commit(hasGrown ? `notify ${CHANNEL}; commit` : 'commit');
    },
    rollback: hand.rollback,
    listen: async (wake) => {
      ear = await openEar(patience, wake);
    },
    close: () => patience.part([ear?.close(), writer.destroy(), reader.destroy()]),
  };
};

const kyselyOver = (pool: PostgresPool) =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

type Query = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;

const adapt = (query: Query, release: () => void) => ({
  query: query as unknown as PostgresPoolClient['query'],
  release,
});
