/** A Postgres that doesn't answer, without having ended: frozen, behind a dead line, or only slow. */
import { startServer } from '@deskside/backend/server';
import { newId } from '@deskside/shared/ids';
import pg from 'pg';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { startLine } from '../fakes/line.ts';
import * as bodies from '../fixtures/bodies.ts';
import { makeConfig, makeDatabase, pairDevice, quiet, until } from '../make.ts';
import { makeCluster } from '../postgres.ts';
import { endProcesses, post, startReader } from '../process.ts';

const PATIENCE_MS = 500;

afterEach(endProcesses);

const start = async (url: string) => {
  const server = await startServer(makeConfig(url, null), quiet, {
    databasePatienceMs: PATIENCE_MS,
  });
  onTestFinished(server.close);
  const device = await pairDevice(server.url);
  const reader = startReader(server.url, device.token);
  onTestFinished(reader.stop);
  const say = (id: string) =>
    post(
      `${server.url}/webhooks/whatsapp`,
      bodies.textBody({ phone: '85291234567' }, id, Date.now(), id),
    );
  expect(await say('before')).toBe(200);
  await until(() => reader.seqs.length > 0);
  return { server, device, reader, say };
};

it('a frozen one is 503 within its patience, and heals when it thaws', async () => {
  const cluster = await makeCluster();
  onTestFinished(cluster.remove);
  const { server, reader, say } = await start(cluster.url);
  const frozen = cluster.pids();
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  const thaw = () => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
  };
  try {
    expect(await Promise.all(['a', 'b', 'c'].map(say))).toEqual([503, 503, 503]);
    expect(await say('d')).toBe(503);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  } finally {
    thaw();
  }
  const heard = reader.seqs.length;
  await until(
    () => say('a'),
    (status) => status === 200,
  );
  await until(() => reader.seqs.length > heard);
});

it('a dead line is given up for a new one, by whoever writes and whoever reads', async () => {
  const { line, url } = await makeLine();
  const { server, reader, say } = await start(url);
  line.goDead();
  const heard = reader.seqs.length;
  await until(
    () => say('after'),
    (status) => status === 200,
    20_000,
  );
  await until(
    () => reader.seqs.length > heard,
    (isHeard) => isHeard,
    20_000,
  );
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

it('a line that dies while something is being taken back keeps nobody waiting', async () => {
  const { line, url } = await makeLine();
  const { device, say } = await start(url);
  line.goDead('rollback');
  const nowhere = { id: newId(), type: 'close', conversationId: newId(), messageId: newId() };
  const { status } = await device.command(nowhere);
  expect(status).toBe(404);
  expect(await say('after')).toBe(200);
});

it('a slow one is waited for, however long it takes', async () => {
  const database = await makeDatabase('postgres');
  onTestFinished(database.drop);
  const { say } = await start(database.url);
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query('begin; lock table messages');
  const answer = say('slow');
  // Several times the patience, seen by Postgres’s own clock.
  await other.query(`select pg_sleep(${(PATIENCE_MS * 5) / 1000})`);
  await other.query('rollback');
  expect(await answer).toBe(200);
  await other.end();
});

it('an ear on a dead line hears other servers again', async () => {
  const { line, url, direct } = await makeLine();
  const { reader } = await start(url);
  const other = await startServer(makeConfig(direct, null), quiet);
  onTestFinished(other.close);
  line.goDead();
  const heard = reader.seqs.length;
  // Sooner than the look that needs no ear.
  const to = `${other.url}/webhooks/whatsapp`;
  expect(await post(to, bodies.textBody({ phone: '85291234567' }, 'there', Date.now(), 'hi'))).toBe(
    200,
  );
  await until(() => reader.seqs.length > heard);
});

it('a server whose lines are all dead ends when it is told to', async () => {
  const { line, url } = await makeLine();
  const server = await startServer(makeConfig(url, null), quiet, {
    databasePatienceMs: PATIENCE_MS,
  });
  line.goDead();
  await server.close();
});

/** A database at the end of a line. */
const makeLine = async () => {
  const database = await makeDatabase('postgres');
  onTestFinished(database.drop);
  const line = await startLine(database.url);
  onTestFinished(line.close);
  const url = new URL(database.url);
  url.host = new URL(line.url).host;
  return { line, url: url.href, direct: database.url };
};
