/** `pnpm bench ingest`: from Meta's POST to the disk, to the answer and to the listeners. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pairDevice } from '../make.ts';
import { makeCluster } from '../postgres.ts';
import { benchAcknowledge, benchBusy } from './acknowledge.ts';
import { benchBig } from './big.ts';
import { benchCrowd } from './crowd.ts';
import { reportSame, rows, sayColumns } from './measure.ts';
import { countRows, startLimit, startOurs } from './programs.ts';
import { benchPush } from './push.ts';
import { writeResults } from './results.ts';
import { benchSizes } from './sizes.ts';
import { benchStart } from './start.ts';
import { benchThroughput } from './throughput.ts';

export const benchIngest = async (): Promise<void> => {
  const startedAt = performance.now();
  // On the disk: where the temporary folder is memory, a commit costs nothing and the figures mean it.
  const folder = mkdtempSync(join(tmpdir(), 'deskside-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  sayColumns();
  await benchStart(folder);
  // Before the load: what has sent a million messages pauses to clear up after them, and a watch that
  // pauses tells of itself.
  await benchTimes(folder);
  await onSqlite(folder);
  await onPostgres();
  for (const count of [1000, 5000]) await benchCrowd(folder, count);
  const how = await benchSizes(folder);
  const seconds = (performance.now() - startedAt) / 1000;
  writeResults(rows, { seconds, notes: [how] });
};

const onSqlite = async (folder: string): Promise<void> => {
  const [limit, ours] = [
    await startLimit(join(folder, 'limit.db')),
    await startOurs(join(folder, 'ours.db')),
  ];
  await benchThroughput('SQLite', ours, limit);
  await limit.stop();
  await ours.stop();
};

/** Here Postgres waits for the disk, as it does where it is used. */
const onPostgres = async (): Promise<void> => {
  const postgres = await makeCluster([]);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const database = async (name: string) => {
    await client.query(`create database ${name}`);
    const url = new URL(postgres.url);
    url.pathname = name;
    return url.href;
  };
  const [limit, ours] = [
    await startLimit(await database('bare')),
    await startOurs(await database('ours')),
  ];
  await benchThroughput('Postgres', ours, limit);
  await limit.stop();
  await ours.stop();
  await client.end();
  await postgres.remove();
};

/** What takes how long, on servers that have not just been under load. */
const benchTimes = async (folder: string): Promise<void> => {
  const [limit, ours] = [
    await startLimit(join(folder, 'limit-times.db')),
    await startOurs(join(folder, 'times.db')),
  ];
  const device = await pairDevice(ours.url);
  await benchAcknowledge(ours, limit);
  await benchPush(ours, limit, device);
  await limit.stop();
  await benchBig(ours);
  await benchBusy(ours, device);
  const stored = await countRows(ours);
  reportSame('rows in the database, of those acknowledged since', stored, ours.acknowledged);
  await ours.stop();
};
