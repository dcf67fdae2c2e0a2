/**
 * node:sqlite, behind Kysely's dialect and beside it. WAL with FULL: a commit is on the disk before
 * Meta hears 200, and group commit (db.ts) makes that cheap. There is one connection; whoever writes
 * has it alone.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { makeCheckpoints } from './checkpoint.ts';
import type { Ask, Engine, LogEnd, Tell } from './engine.ts';
import type { Tables } from './tables.ts';

/** Booleans come from nowhere in our tables; what remains is what SQLite takes as it is. */
const inputs = (parameters: readonly unknown[]) => parameters as SQLInputValue[];

/** Rows as node:sqlite makes them are dictionaries, each with a shape of its own: whoever reads a column
 * looks it up by its name, every time. These share one shape. */
const adapt = (statement: StatementSync) => {
  statement.setReturnArrays(true);
  const names = statement.columns().map(({ name }) => name);
  const toRow = (values: unknown) => {
    const row: Record<string, unknown> = {};
    names.forEach((name, index) => {
      row[name] = (values as unknown[])[index];
    });
    return row;
  };
  return {
    reader: names.length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...inputs(parameters)).map(toRow),
    run: (parameters: readonly unknown[]) => statement.run(...inputs(parameters)),
    iterate: function* (parameters: readonly unknown[]) {
      for (const values of statement.iterate(...inputs(parameters))) yield toRow(values);
    },
  };
};

export const openSqlite = (path: string): Engine => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  // An upsert of many rows keeps the pages as they were until it ends: in a file beside, if this didn't
  // say otherwise, and that is more writing than the rows themselves.
  database.exec('pragma busy_timeout = 5000; pragma temp_store = memory;');
  // Sixteen megabytes of log at most between checkpoints instead of four: conversations that talk all the
  // time are then written to their places once for many messages.
  database.exec('pragma wal_autocheckpoint = 4000;');
  const countCommit = makeCheckpoints(database);
  // The default of two holds a fraction of what a busy inbox touches in one transaction.
  database.exec('pragma cache_size = -16000;');
  // Asked by SQL text. Keeping the prepared statements saves more than half of a query; the bound keeps
  // queries with lists of many lengths from filling memory.
  const prepared = new Map<string, ReturnType<typeof adapt>>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= 500) prepared.clear();
    const statement = adapt(database.prepare(sql));
    prepared.set(sql, statement);
    return statement;
  };
  const close = () => {
    prepared.clear();
    database.close();
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare, close } }) });

  const within = (text: string) => {
    // A full disk has SQLite roll back by itself. What came after would then be written alone.
    if (!database.isTransaction) throw new Error('The transaction is over.');
    return prepare(text);
  };
  const ask: Ask = async <T>(text: string, values: readonly unknown[]) =>
    within(text).all(values) as T[];
  const look: Ask = async <T>(text: string, values: readonly unknown[]) => {
    if (!database.isTransaction) return prepare(text).all(values) as T[];
    // Kysely knows when whoever writes is done.
    return (await db.executeQuery<T>(CompiledQuery.raw(text, [...values]))).rows;
  };
  const tell: Tell = (text, values) => void within(text).run(values);

  return {
    isPostgres: false,
    reader: db,
    writer: db,
    look,
    ask,
    tell,
    // The disk is the slow part, and asking it is the same for one and for many. A turn of the loop takes
    // what the sockets hold; the next one, what came while they were read.
    gather: async () => {
      await turn();
      await turn();
    },
    begin: async () => {
      database.exec('begin immediate');
      const [end] = await ask<LogEnd>('select seq, writes from log', []);
      return end ?? { seq: 0, writes: 0 };
    },
    commit: async ({ seq, writes }) => {
      tell('update log set seq = ?, writes = ?', [seq, writes]);
      database.exec('commit');
      countCommit();
    },
    rollback: async () => {
      if (database.isTransaction) database.exec('rollback');
    },
    listen: async () => undefined,
    close: () => db.destroy(),
  };
};
