/**
 * One door to the data. `read` is for questions; `write` is the only way to change anything, and
 * gives the change, its events and their places in the log to the disk in one transaction.
 *
 * Writes that are asked for in the same turn, or while a transaction runs, are committed together:
 * the disk is asked once for many. No timer is involved, so a lone write waits for nobody. If the
 * common transaction fails, each write gets its own, so that a bad one fails alone: a job must
 * therefore bear being run again.
 */
import type { RowType } from '@deskside/shared/events';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Ask, Engine, Tell } from './engine.ts';
import { toLog } from './log.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';
import { isUnavailable } from './unavailable.ts';
import { insertAll } from './upsert.ts';

export interface Tx {
  db: Kysely<Tables>;
  ask: Ask;
  tell: Tell;
  isPostgres: boolean;
  /** Says in the log, when the transaction commits, that this row is another now, or gone. */
  emit: (type: RowType, id: string) => void;
  /** Whether a column's value is in a list of any length. One text of SQL, however long the list is,
   * so that the statement stays prepared. */
  among: (column: string, values: readonly string[]) => Expression<SqlBool>;
  /** What jobs that remember have left for each other. Empty as soon as anybody else has written. */
  memory: Map<string, unknown>;
}

/** What asking for rows takes. */
export type Reader = Pick<Tx, 'db' | 'ask' | 'isPostgres'>;

export interface Store {
  read: Kysely<Tables>;
  reader: Reader;
  /** A job that remembers keeps `tx.memory` true to what it writes. */
  write: <T>(job: (tx: Tx) => Promise<T>, options?: { remembers: boolean }) => Promise<T>;
  /** Called after every commit that left events, here or in another server. A hint, never the data. */
  onWake: (listener: () => void) => () => void;
  close: () => Promise<void>;
}

const BATCH_MAX = 200;

/** Both spellings are in use. Each is loaded only where it is used, so that a server on one file starts
 * without a driver for the other. */
const openEngine = async (url: string, patienceMs?: number): Promise<Engine> =>
  /^postgres(ql)?:\/\//.test(url)
    ? (await import('./postgres.ts')).openPostgres(url, patienceMs)
    : (await import('./sqlite.ts')).openSqlite(url);

export const openStore = async (
  url: string,
  clock: () => number = Date.now,
  patienceMs?: number,
): Promise<Store> => {
  const engine = await openEngine(url, patienceMs);
  const { isPostgres, ask, tell } = engine;
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of listeners) listener();
  };
  await migrate(engine);
  await engine.listen(wake);

  const among: Tx['among'] = (column, list) =>
    isPostgres
      ? sql<SqlBool>`${sql.ref(column)} = any(${[...list]})`
      : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(list)}))`;
  const queue: Job[] = [];
  let isRunning = false;
  const memory: Tx['memory'] = new Map();
  let ownWrites = -1;

  const drain = async () => {
    while (queue.length > 0) {
      await engine.gather();
      await commit(() => queue.splice(0, BATCH_MAX));
    }
    isRunning = false;
  };

  /** All those who wait when it has begun, in one transaction; true when it left events. */
  const transact = (take: () => readonly Job[], values: unknown[]): Promise<boolean> =>
    engine.writer.connection().execute(async (db) => {
      try {
        const { seq, writes } = await engine.begin();
        if (writes !== ownWrites) memory.clear();
        // Only the last time in this transaction that a row changes counts.
        const changed = new Map<RowType, Map<string, number>>();
        let turn = 0;
        const emit: Tx['emit'] = (type, id) => {
          const turns = changed.get(type) ?? new Map<string, number>();
          changed.set(type, turns.set(id, turn));
          turn += 1;
        };
        for (const job of take()) {
          values.push(await job.run({ db, ask, tell, isPostgres, emit, among, memory }));
          if (!job.remembers) memory.clear();
        }
        const changes = inTurn(changed);
        const hasGrown = changes.length > 0;
        // No other writer can have taken any of these places since the transaction began.
        await insertAll({ tell, isPostgres }, 'events', toLog(changes, seq, clock()));
        await engine.commit({ seq: seq + changes.length, writes: writes + 1 }, hasGrown);
        ownWrites = writes + 1;
        return hasGrown;
      } catch (error) {
        memory.clear();
        await engine.rollback();
        throw error;
      }
    });

  const commit = async (waiting: () => readonly Job[]): Promise<void> => {
    let jobs: readonly Job[] = [];
    const take = () => {
      jobs = waiting();
      return jobs;
    };
    const values: unknown[] = [];
    let hasEvents = false;
    try {
      hasEvents = await transact(take, values);
    } catch (error) {
      // It may not even have begun.
      if (jobs.length === 0) take();
      // A database that is away is so for all of them, and each would wait for it anew.
      if (jobs.length > 1 && !isUnavailable(error))
        for (const job of jobs) await commit(() => [job]);
      else for (const job of jobs) job.reject(error);
      return;
    }
    jobs.forEach((job, index) => {
      job.resolve(values[index]);
    });
    if (hasEvents) wake();
  };

  return {
    read: engine.reader,
    reader: { db: engine.reader, ask: engine.look, isPostgres },
    write: <T>(run: (tx: Tx) => Promise<T>, { remembers } = { remembers: false }) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ run, remembers, resolve: (value) => resolve(value as T), reject });
        if (isRunning) return;
        isRunning = true;
        void drain();
      }),
    onWake: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: engine.close,
  };
};

const inTurn = (changed: ReadonlyMap<RowType, ReadonlyMap<string, number>>) =>
  [...changed]
    .flatMap(([type, turns]) => [...turns].map(([id, turn]) => ({ type, id, turn })))
    .sort((a, b) => a.turn - b.turn);

interface Job {
  run: (tx: Tx) => Promise<unknown>;
  remembers: boolean;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}
