/**
 * node:sqlite behind Kysely's dialect. WAL with FULL: a commit is on the disk before Meta hears 200,
 * and group commit (db.ts) makes that cheap.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

/** Booleans come from nowhere in our tables; what remains is what SQLite takes as it is. */
const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];

const adapt = (statement: StatementSync) => ({
  reader: statement.columns().length > 0,
  all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
  run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
  iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
});

const nothing = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

export const sqliteDialect = (path: string): SqliteDialect => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  database.exec('pragma busy_timeout = 5000;');
  // Sixteen megabytes of log between checkpoints instead of four: conversations that talk all the time
  // are then written to their places once for many messages.
  database.exec('pragma wal_autocheckpoint = 4000;');
  // The default of two holds a fraction of what a busy inbox touches in one transaction.
  database.exec('pragma cache_size = -16000;');
  // Kysely asks by SQL text. Keeping the prepared statements saves more than half of a query; the
  // bound keeps queries with lists of many lengths from filling memory.
  const prepared = new Map<string, ReturnType<typeof adapt>>();
  return new SqliteDialect({
    database: {
      prepare: (sql) => {
        // SQLite has rolled back by itself when the disk is full, and a second time is an error that
        // would hide the first.
        if (sql === 'rollback' && !database.isTransaction) return nothing;
        const known = prepared.get(sql);
        if (known) return known;
        if (prepared.size >= 500) prepared.clear();
        const statement = adapt(database.prepare(sql));
        prepared.set(sql, statement);
        return statement;
      },
      close: () => {
        prepared.clear();
        database.close();
      },
    },
  });
};
