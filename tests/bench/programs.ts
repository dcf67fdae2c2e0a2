/** The programs that are measured, each in a process of its own, and what can be known of them from
 * outside: how soon they are ready, what memory they hold, which rows they have stored. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { SECRET } from '../fakes/meta.ts';
import { OWNER_CODE } from '../make.ts';

export interface Program {
  url: string;
  database: string;
  readyMs: number;
  /** How many messages it has answered 200 for; whoever posts counts. */
  acknowledged: number;
  /** What the kernel counts as resident now, in MB. */
  memory: () => number;
  stop: () => Promise<void>;
}

const run = async (
  file: string,
  database: string,
  env: Record<string, string>,
): Promise<Program> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    env: { PATH: process.env.PATH, META_APP_SECRET: SECRET, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A bench that fails halfway leaves no server behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const url = await firstUrl(child);
  return {
    url,
    database,
    readyMs: performance.now() - startedAt,
    acknowledged: 0,
    memory: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** What it says later is read as well, and dropped: a full pipe would stop it. */
const firstUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (output.length < 10_000) output += chunk.toString();
      const url = /"url":"([^"]+)"/.exec(output)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`a program ended by itself: ${output}`)));
  });

export const startOurs = (database: string): Promise<Program> =>
  run('../../backend/src/main.ts', database, {
    DESKSIDE_PORT: '0',
    DESKSIDE_DATABASE: database,
    DESKSIDE_PAIRING_CODE: OWNER_CODE,
    DESKSIDE_PRACTICE: 'off',
  });

export const startLimit = (database: string): Promise<Program> =>
  run('limit.ts', database, { LIMIT_DATABASE: database });

export const startFanOut = (): Promise<Program> => run('fan-out.ts', '', {});

/** Asked of the database itself, beside the program that writes it. */
export const countRows = async ({ database }: Program): Promise<number> => {
  const sql = 'select count(*) as count from messages';
  if (database.startsWith('postgres')) {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    const { rows } = await client.query<{ count: string }>(sql);
    await client.end();
    return Number(rows[0]?.count);
  }
  const file = new DatabaseSync(database, { readOnly: true });
  const row = file.prepare(sql).get();
  file.close();
  return Number(row?.count);
};
