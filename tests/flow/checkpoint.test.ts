/** SQLite's log goes to the tables by itself, beside whoever writes. */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { COMMITS, makeCheckpoints } from '@deskside/backend/store/checkpoint';
import { openStore } from '@deskside/backend/store/db';
import { expect, it, onTestFinished } from 'vitest';
import { makeDatabase, until } from '../make.ts';

const openTable = async () => {
  const { url, drop } = await makeDatabase('sqlite');
  const database = new DatabaseSync(url);
  database.exec('pragma journal_mode = wal; create table notes (text text) strict');
  const countCommit = makeCheckpoints(database);
  onTestFinished(() => {
    if (database.isOpen) database.close();
    return drop();
  });
  /** Far fewer pages than SQLite's own bound, so that none of them goes to its place by SQLite itself. */
  const commit = (times: number) => {
    database.exec(`insert into notes values ('${'a'.repeat(5000)}')`);
    for (let time = 0; time < times; time += 1) countCommit();
  };
  return { database, commit, size: () => statSync(url).size };
};

/** Longer than it would take, for what is not to happen. */
const aWhile = () => wait(50);

it('comes after so many commits, and not before', async () => {
  const { commit, size } = await openTable();
  const before = size();
  commit(COMMITS - 1);
  await aWhile();
  expect(size()).toBe(before);
  commit(1);
  await until(size, (bytes) => bytes > before);
});

it('stays out of a transaction, and comes after the next', async () => {
  const { database, commit, size } = await openTable();
  const before = size();
  commit(COMMITS);
  database.exec('begin immediate');
  await aWhile();
  expect(size()).toBe(before);
  database.exec('commit');
  commit(1);
  await until(size, (bytes) => bytes > before);
});

it('harms nobody when it fails, and is tried again', async () => {
  const { database, commit, size } = await openTable();
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
  await until(size, (bytes) => bytes > before);
});

it('leaves a database alone that is closed before its moment', async () => {
  const { database, commit } = await openTable();
  commit(COMMITS);
  database.close();
  await aWhile();
});

it('comes of what a store commits', async () => {
  const { url, drop } = await makeDatabase('sqlite');
  onTestFinished(drop);
  const store = await openStore(url);
  onTestFinished(store.close);
  await store.write(async () => undefined);
  const before = statSync(url).size;
  for (let time = 0; time < COMMITS; time += 1) await store.write(async () => undefined);
  await until(
    () => statSync(url).size,
    (bytes) => bytes > before,
  );
});
