/** 200 means on disk, whatever is killed, restarted or full in the middle of it. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '@deskside/backend/server';
import { fromLog } from '@deskside/backend/store/log';
import pg from 'pg';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeSmallDisk } from '../disk.ts';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeConfig, makeDatabase, pairDevice, quiet, until } from '../make.ts';
import { type Cluster, makeCluster } from '../postgres.ts';
import {
  auditDatabase,
  endProcesses,
  type Load,
  lookInto,
  post,
  startLoad,
  startProcess,
  startReader,
  wholeWith,
} from '../process.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

afterEach(endProcesses);

const grows = async (load: Load, by: number) => {
  const enough = load.accepted.size + by;
  await until(
    () => load.accepted.size,
    (size) => size >= enough,
    20_000,
  );
};
const refused = (load: Load) => [...load.refusals.values()].reduce((sum, count) => sum + count, 0);
const rangeTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe.each(databases)('acknowledged on %s', (kind) => {
  it('means kept, once: the server is killed at random moments under load, again and again', async () => {
    const database = await makeDatabase(kind);
    onTestFinished(database.drop);
    let server = await startProcess(database.url);
    const load = startLoad('kill', [server.webhook]);
    for (let round = 0; round < 5; round += 1) {
      await grows(load, 20);
      // Not a wait for something: the moment itself is what is random.
      await wait(Math.random() * 400);
      await server.end('SIGKILL');
      server = await startProcess(database.url);
      load.aim(server.webhook);
    }
    await load.settle();
    expect(await server.end('SIGTERM')).toEqual([0, null]);
    expect(load.accepted.size).toBeGreaterThanOrEqual(100);
    expect(await auditDatabase(database.url)).toEqual(wholeWith(load.accepted));
  });
});

describe('a Postgres that is restarted under load', () => {
  /** The connections that listen for other servers' commits. */
  const earsOf = async ({ url }: Cluster) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      "select count(*)::int as ears from pg_stat_activity where query ilike 'listen %'",
    );
    await client.end();
    return (rows as { ears: number }[])[0]?.ears;
  };

  it('is 503 while it is away, heals by itself, and costs nothing and nobody', async () => {
    const cluster = await makeCluster();
    onTestFinished(cluster.remove);
    const server = await startProcess(cluster.url);
    const { token } = await pairDevice(server.url);
    const reader = startReader(server.url, token);
    const load = startLoad('restart', [server.webhook]);
    for (let round = 0; round < 3; round += 1) {
      await grows(load, 50);
      await cluster.stop();
      const before = refused(load);
      await until(
        () => refused(load),
        (count) => count > before + 30,
      );
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${server.url}/readyz`)).status).toBeGreaterThanOrEqual(500);
      await cluster.start();
      await grows(load, 50);
    }
    await load.settle();
    expect([...load.refusals.keys()]).toEqual([503]);
    expect(await auditDatabase(cluster.url)).toEqual(wholeWith(load.accepted));
    const { seq } = (await (
      await fetch(`${server.url}/api/snapshot`, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as { seq: number };
    await until(
      () => reader.seqs.at(-1),
      (last) => last === seq,
      20_000,
    );
    expect(reader.seqs).toEqual(rangeTo(seq));
    // It hears again what other servers commit, with one ear and not with one more for every restart.
    await until(
      () => earsOf(cluster),
      (count) => count === 1,
    );
    await reader.stop();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toEqual([0, null]);
  }, 60_000);
});

describe('a full disk', () => {
  /** Long and random, so that a database can't make it small. */
  const pad = randomBytes(60_000).toString('base64');

  it.each([
    ['that has no room left', true],
    ['that lets no file grow', false],
  ])('%s is 503 under SQLite, harms nothing, and heals', async (_title, mayMount) => {
    const disk = makeSmallDisk({ mayMount });
    onTestFinished(disk.remove);
    const url = join(disk.folder, 'test.db');
    const server = await startProcess(url);
    const load = startLoad('full', [server.webhook], { workers: 8, pad });
    await grows(load, 20);
    disk.fill([server.pid]);
    await until(
      () => refused(load),
      (count) => count > 30,
      20_000,
    );
    const whenFull = load.accepted.size;
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    disk.makeRoom();
    await grows(load, 20);
    await load.settle();
    expect(load.accepted.size).toBeGreaterThan(whenFull);
    expect([...load.refusals.keys()]).toEqual([503]);
    expect(await server.end('SIGTERM')).toEqual([0, null]);
    expect(await auditDatabase(url)).toEqual(wholeWith(load.accepted));
  });

  it('is 503 under Postgres, harms nothing, and heals', async () => {
    const disk = makeSmallDisk({ mayMount: true, growthBytes: 17 * 1024 * 1024 });
    onTestFinished(disk.remove);
    const cluster = await makeCluster();
    onTestFinished(cluster.remove);
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    await client.query(`create tablespace small location '${cluster.folderIn(disk.folder)}'`);
    await client.query('create database crowded tablespace small');
    await client.end();
    const url = new URL(cluster.url);
    url.pathname = 'crowded';
    const server = await startProcess(url.href);
    const load = startLoad('full', [server.webhook], { workers: 8, pad });
    await grows(load, 20);
    disk.fill(cluster.pids());
    await until(
      () => refused(load),
      (count) => count > 30,
      20_000,
    );
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    disk.makeRoom();
    await grows(load, 20);
    await load.settle();
    expect([...load.refusals.keys()]).toEqual([503]);
    expect(await server.end('SIGTERM')).toEqual([0, null]);
    expect(await auditDatabase(url.href)).toEqual(wholeWith(load.accepted));
  }, 60_000);
});

describe.each(databases)('the log on %s', (kind) => {
  const say = async (url: string, id: string, now: number) => {
    const body = bodies.textBody({ phone: '85291234567' }, id, now, id);
    expect(await post(`${url}/webhooks/whatsapp`, body)).toBe(200);
  };

  it('is kept for seven days; a reader from before that gets reset, one from after goes on', async () => {
    const database = await makeDatabase(kind);
    onTestFinished(database.drop);
    const config = makeConfig(database.url, null);
    let now = 1_790_000_000_000;
    const open = () => startServer(config, quiet, { clock: () => now });
    let server = await open();
    const device = await pairDevice(server.url);
    await say(server.url, 'old', now);
    const old = (await device.snapshot()).seq;
    await server.close();

    now += 6 * DAY_MS;
    server = await open();
    const resetAt = async (after: number) => {
      const response = await fetch(`${server.url}/api/changes?after=${after}`, {
        headers: { authorization: `Bearer ${device.token}` },
      });
      return ((await response.json()) as { isReset: boolean }).isReset;
    };
    await say(server.url, 'young', now);
    expect(await resetAt(1)).toBe(false);
    await server.close();

    now += 2 * DAY_MS;
    server = await open();
    // The trimming after a start is waited for by nobody, so it is waited for here.
    await until(() => resetAt(1));
    expect(await resetAt(old - 1)).toBe(true);
    expect(await resetAt(old)).toBe(false);
    const behind = startReader(server.url, device.token, 1);
    await until(() => behind.resets > 0);
    expect(behind.seqs).toEqual([]);
    await behind.stop();
    const near = startReader(server.url, device.token, old);
    await until(() => near.seqs.length > 0);
    expect(near.seqs[0]).toBe(old + 1);
    await near.stop();
    await server.close();
  });

  it('is trimmed from its start only, though the clocks of two servers disagree', async () => {
    const database = await makeDatabase(kind);
    onTestFinished(database.drop);
    const config = makeConfig(database.url, null);
    const start = 1_790_000_000_000;
    // The second one's clock is six days slow, and its events come between the others.
    const ticks = [start, start + 6 * DAY_MS, start, start + 6 * DAY_MS, start + 8 * DAY_MS];
    for (const [n, now] of ticks.entries()) {
      const server = await startServer(config, quiet, { clock: () => now });
      await say(server.url, `m${n}`, now);
      await server.close();
    }
    const left = await lookInto(database.url, async (db) => ({
      end: (await db.selectFrom('log').select('seq').executeTakeFirstOrThrow()).seq,
      seqs: (await db.selectFrom('events').selectAll().orderBy('seq').execute())
        .flatMap(fromLog)
        .map(({ seq }) => seq),
    }));
    const first = left.seqs[0] ?? 0;
    expect(first).toBeGreaterThan(1);
    expect(left.seqs).toEqual(rangeTo(left.end).slice(first - 1));
  });
});
