/** Four server processes on one Postgres are one server with four doors. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { type Device, makeDatabase, pairDevice, until } from '../make.ts';
import {
  auditDatabase,
  endProcesses,
  post,
  type Reader,
  startLoad,
  startProcess,
  startReader,
  wholeWith,
} from '../process.ts';

afterEach(endProcesses);

const DOORS = 4;

/** All at once, on a database that has no tables yet: they make them together. */
const startAll = async () => {
  const database = await makeDatabase('postgres');
  onTestFinished(database.drop);
  const starting = Array.from({ length: DOORS }, () => startProcess(database.url));
  const servers = await Promise.all(starting);
  const [first] = servers;
  if (!first) throw new Error('no server');
  return { database, servers, owner: await pairDevice(first.url) };
};

const rangeTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

const hearEverything = async (readers: readonly Reader[], owner: Device) => {
  const { seq } = await owner.snapshot();
  await until(
    () => readers.map(({ seqs }) => seqs.at(-1)),
    (heard) => heard.every((last) => last === seq),
  );
  for (const { seqs } of readers) expect(seqs).toEqual(rangeTo(seq));
  await Promise.all(readers.map((reader) => reader.stop()));
};

describe('four server processes on one Postgres', () => {
  it('take the same and different deliveries at once, and all tell the whole of it once, in order', async () => {
    const { database, servers, owner } = await startAll();
    // Two readers a door: one from the start, and one that comes when much has been said.
    const early = servers.map(({ url }) => startReader(url, owner.token));
    const at = Date.now() - 1_000_000;
    const ids: string[] = [];
    const bodyOf = (i: number, id: string) => {
      ids.push(id);
      const who = { name: `P${i % 7}`, phone: `8529000000${i % 7}`, bsuid: `HK.${i % 7}` };
      return bodies.textBody(who, id, at + i * 1000, id);
    };
    const same = Array.from({ length: 150 }, (_, i) => bodyOf(i, `same ${i}`));
    const own = servers.map((_, door) =>
      Array.from({ length: 100 }, (_, i) => bodyOf(i, `door ${door}, ${i}`)),
    );
    const half = servers.flatMap(({ webhook }) => same.map((body) => post(webhook, body)));
    expect(new Set(await Promise.all(half))).toEqual(new Set([200]));
    const late = servers.map(({ url }) => startReader(url, owner.token));
    const rest = servers.flatMap(({ webhook }, door) =>
      [...(own[door] ?? []), ...same].map((body) => post(webhook, body)),
    );
    expect(new Set(await Promise.all(rest))).toEqual(new Set([200]));
    await hearEverything([...early, ...late], owner);
    expect((await owner.snapshot()).conversations).toHaveLength(7);
    for (const server of servers) expect(server.complaints()).toEqual([]);
    for (const server of servers) expect(await server.end('SIGTERM')).toEqual([0, null]);
    expect(await auditDatabase(database.url)).toEqual(wholeWith(ids));
  });

  it('go on when one is killed and another is ended under load; their readers lose nothing', async () => {
    const { database, servers, owner } = await startAll();
    const [one, two, ...others] = servers;
    if (!one || !two) throw new Error('too few servers');
    const readers = servers.map(({ url }) => startReader(url, owner.token));
    const load = startLoad(
      'many',
      servers.map(({ webhook }) => webhook),
    );
    const grows = async () => {
      const enough = load.accepted.size + 100;
      await until(
        () => load.accepted.size,
        (size) => size >= enough,
      );
    };
    const survivor = others[0];
    const moveFrom = (...gone: Reader[]) => {
      for (const reader of gone) reader.aim(survivor?.url ?? '');
      load.aim(...others.map(({ webhook }) => webhook));
    };
    await grows();
    // Not a wait for something: the moment itself is what is random.
    await wait(Math.random() * 100);
    await one.end('SIGKILL');
    await grows();
    const toldAt = performance.now();
    expect(await two.end('SIGTERM')).toEqual([0, null]);
    // Those who write without a pause don't keep it.
    expect(performance.now() - toldAt).toBeLessThan(5000);
    moveFrom(...readers.slice(0, 2));
    await grows();
    await load.settle();
    const another = { ...owner, snapshot: async () => lastOf(survivor?.url ?? '', owner) };
    await hearEverything(readers, another);
    for (const server of others) expect(server.complaints()).toEqual([]);
    expect(await auditDatabase(database.url)).toEqual(wholeWith(load.accepted));
  });
});

/** The snapshot by another door: the owner's own is gone. */
const lastOf = async (url: string, { token }: Device) => {
  const response = await fetch(`${url}/api/snapshot`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await response.json()) as Awaited<ReturnType<Device['snapshot']>>;
};
