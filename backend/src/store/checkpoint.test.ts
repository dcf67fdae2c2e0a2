import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { COMMITS, makeCheckpoints } from './checkpoint.ts';

const openTable = () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-'));
  const file = join(folder, 'test.db');
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; create table notes (text text) strict');
  const countCommit = makeCheckpoints(database);
  onTestFinished(() => {
    if (database.isOpen) database.close();
    rmSync(folder, { recursive: true });
  });
  /** Far fewer pages than SQLite's own bound, so that none of them goes to its place by SQLite itself. */
  const commit = (times: number) => {
    database.exec(`insert into notes values ('${'a'.repeat(5000)}')`);
    for (let time = 0; time < times; time += 1) countCommit();
  };
  return { database, commit, size: () => statSync(file).size };
};

/** Longer than it would take, for what is not to happen. */
const aWhile = () => wait(50);

it('comes after so many commits, and not before', async () => {
  const { commit, size } = openTable();
  const before = size();
  commit(COMMITS - 1);
  await aWhile();
  expect(size()).toBe(before);
  commit(1);
  await expect.poll(size).toBeGreaterThan(before);
});

it('stays out of a transaction, and comes after the next', async () => {
  const { database, commit, size } = openTable();
  const before = size();
  commit(COMMITS);
  database.exec('begin immediate');
  await aWhile();
  expect(size()).toBe(before);
  database.exec('commit');
  commit(1);
  await expect.poll(size).toBeGreaterThan(before);
});

it('harms nobody when it fails, and is tried again', async () => {
  const { database, commit, size } = openTable();
  commit(0);
  const before = size();
  const rows = database.prepare('select text from notes').iterate();
  rows.next();
  expect(() => database.exec('pragma wal_checkpoint(passive)')).toThrow('locked');
  commit(COMMITS);
  await aWhile();
  expect(size()).toBe(before);
  rows.return?.();
  commit(1);
  await expect.poll(size).toBeGreaterThan(before);
});

it('leaves a database alone that is closed before its moment', async () => {
  const { database, commit } = openTable();
  commit(COMMITS);
  database.close();
  await aWhile();
});
