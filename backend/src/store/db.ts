/**
 * One door to the data. `read` is for questions; `write` is the only way to change anything, and
 * gives the change, its events and their places in the log to the disk in one transaction.
 *
 * Writes that are asked for in the same turn, or while a transaction runs, are committed together:
 * the disk is asked once for many. No timer is involved, so a lone write waits for nobody. If the
 * common transaction fails, each write gets its own, so that a bad one fails alone: a job must
 * therefore bear being run again.
 */
import { type Change, change, type EventType, type Rows } from '@deskside/shared/events';
import { type Expression, Kysely, type SqlBool, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { first } from './migrations/0001-first.ts';
import { everything } from './migrations/0002-everything.ts';
import { setup } from './migrations/0004-setup.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { insertAll } from './upsert.ts';

export interface Tx {
  db: Kysely<Tables>;
  isPostgres: boolean;
  /** Puts a row's new state into the log when the transaction commits. */
  emit: <T extends EventType>(type: T, row: Rows[T]) => void;
  /** Whether a column's value is in a list of any length. One text of SQL, however long the list is,
   * so that the statement stays prepared. */
  among: (column: string, values: readonly string[]) => Expression<SqlBool>;
}

export interface Store {
  read: Kysely<Tables>;
  write: <T>(job: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Called after every commit that left events, here or in another server. A hint, never the data. */
  onWake: (listener: () => void) => () => void;
  close: () => Promise<void>;
}

const CHANNEL = 'deskside_log';
const BATCH_MAX = 200;
/** Any number; all servers on one Postgres must agree on it. */
const WRITER_LOCK = 7_307_521;

/** Both spellings are in use. */
const isPostgresUrl = (url: string) => /^postgres(ql)?:\/\//.test(url);

export const openStore = async (url: string, clock: () => number = Date.now): Promise<Store> => {
  const isPostgres = isPostgresUrl(url);
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of listeners) listener();
  };

  // Loaded only where it is used: most servers have one file, and start sooner without a driver.
  const postgres = isPostgres ? await import('./postgres.ts') : undefined;
  const dialect = postgres ? postgres.postgresDialect(url) : sqliteDialect(url);
  const db = new Kysely<Tables>({ dialect });
  await migrate(db, isPostgres);
  const stopListening = await postgres?.listen(url, CHANNEL, wake);

  const among: Tx['among'] = (column, list) =>
    isPostgres
      ? sql<SqlBool>`${sql.ref(column)} = any(${[...list]})`
      : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(list)}))`;
  const queue: Job[] = [];
  let isRunning = false;

  const drain = async () => {
    while (queue.length > 0) await commit(queue.splice(0, BATCH_MAX));
    isRunning = false;
  };

  const commit = async (jobs: readonly Job[]): Promise<void> => {
    const values: unknown[] = [];
    let hasEvents = false;
    try {
      hasEvents = await db.transaction().execute(async (trx) => {
        // Postgres would let two servers change one conversation at once, and commit places in the log
        // out of order. One writer at a time, over all servers, makes both impossible; group commit
        // pays for it.
        if (isPostgres) await sql`select pg_advisory_xact_lock(${WRITER_LOCK})`.execute(trx);
        const changes: Change[] = [];
        const emit: Tx['emit'] = (type, row) => changes.push(change(type, row));
        for (const job of jobs) values.push(await job.run({ db: trx, isPostgres, emit, among }));
        await append({ db: trx, isPostgres }, changes, clock());
        if (isPostgres && changes.length > 0) await sql.raw(`notify ${CHANNEL}`).execute(trx);
        return changes.length > 0;
      });
    } catch (error) {
      if (jobs.length > 1) {
        for (const job of jobs) await commit([job]);
      } else {
        jobs[0]?.reject(error);
      }
      return;
    }
    jobs.forEach((job, index) => {
      job.resolve(values[index]);
    });
    if (hasEvents) wake();
  };

  return {
    read: db,
    write: <T>(run: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ run, resolve: (value) => resolve(value as T), reject });
        if (isRunning) return;
        isRunning = true;
        setImmediate(() => void drain());
      }),
    onWake: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await stopListening?.();
      await db.destroy();
    },
  };
};

interface Job {
  run: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

const keyOf = ({ type, row }: Change) =>
  'table' in row ? `${row.table}:${row.id}` : `${type}:${row.id}`;

/** Only a row's last state in this transaction goes into the log; the places are taken at the end. */
const append = async (
  { db, isPostgres }: Pick<Tx, 'db' | 'isPostgres'>,
  changes: readonly Change[],
  at: number,
) => {
  const last = new Map<string, Change>();
  for (const entry of changes) {
    last.delete(keyOf(entry));
    last.set(keyOf(entry), entry);
  }
  const kept = [...last.values()];
  if (kept.length === 0) return;
  const { seq } = await db
    .updateTable('log')
    .set((eb) => ({ seq: eb('seq', '+', kept.length) }))
    .where('id', '=', 1)
    .returning('seq')
    .executeTakeFirstOrThrow();
  const start = Number(seq) - kept.length + 1;
  const rows = kept.map(({ type, row }, index) => ({
    seq: start + index,
    at,
    type,
    row: JSON.stringify(row),
  }));
  await insertAll({ db, isPostgres }, 'events', rows);
};

/** Kysely keeps two servers that start at once from migrating together. SQLite's statements go into one
 * transaction by our own hand: a commit for each would be most of a first start. */
const migrate = (db: Kysely<Tables>, isPostgres: boolean): Promise<void> =>
  db.connection().execute(async (connection) => {
    const migrator = new Migrator({
      db: isPostgres ? db : connection,
      provider: {
        getMigrations: async () => ({
          '0001-first': first(isPostgres),
          '0002-everything': everything(isPostgres),
          '0004-setup': setup(isPostgres),
        }),
      },
    });
    if (!isPostgres) await sql`begin immediate`.execute(connection);
    const { error } = await migrator.migrateToLatest();
    if (!isPostgres) await sql.raw(error ? 'rollback' : 'commit').execute(connection);
    if (error) throw error;
  });
