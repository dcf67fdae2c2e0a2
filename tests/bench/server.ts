/** The server alone: how soon it is ready, what it holds, how fast it acknowledges. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sign } from '@deskside/backend/meta/verify';
import { say } from '../../backend/cli/say.ts';
import { SECRET } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { median, quantile, report } from './measure.ts';

const MAIN = join(import.meta.dirname, '../../backend/src/main.ts');

const start = async (folder: string): Promise<{ child: ChildProcess; url: string; ms: number }> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      DESKSIDE_PORT: '0',
      DESKSIDE_DATABASE: join(folder, 'bench.db'),
      DESKSIDE_PRACTICE: 'off',
      META_APP_SECRET: SECRET,
    },
  });
  let output = '';
  for (;;) {
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    output += chunk.toString();
    const url = /"url":"([^"]+)"/.exec(output)?.[1];
    if (url) return { child, url, ms: performance.now() - startedAt };
  }
};

const stop = async (child: ChildProcess) => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

/** Open loop: a post is due every five milliseconds, whether the last was answered or not. */
const openLoop = async (url: string, count: number): Promise<number[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const took: number[] = [];
  const post = (body: string) =>
    new Promise<void>((resolve, reject) => {
      const sentAt = performance.now();
      const headers = {
        'content-type': 'application/json',
        'x-hub-signature-256': sign(body, SECRET),
      };
      const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume().on('end', () => {
          took.push(performance.now() - sentAt);
          resolve();
        });
      });
      outgoing.on('error', reject).end(body);
    });
  const startedAt = performance.now();
  const all: Promise<void>[] = [];
  for (let i = 0; i < count; i += 1) {
    const dueIn = startedAt + i * 5 - performance.now();
    if (dueIn > 0) await wait(dueIn);
    const who = { name: `Customer ${i % 500}`, phone: `8529${String(i % 500).padStart(7, '0')}` };
    all.push(post(JSON.stringify(bodies.textBody(who, `${url} ${i}`, Date.now(), `Message ${i}`))));
  }
  await Promise.all(all);
  agent.destroy();
  return took;
};

/** The same posts to a server that only reads and answers: what this machine does today. */
const bare = async (count: number): Promise<number[]> => {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const took = await openLoop(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, count);
  server.close();
  return took;
};

export const benchServer = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-bench-'));
  const starts: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    rmSync(join(folder, 'bench.db'), { force: true });
    const { child, ms } = await start(folder);
    starts.push(ms);
    await stop(child);
  }
  report('server ready from cold, fresh database (median of 7)', median(starts), 300, 'ms');

  const { child, url } = await start(folder);
  await wait(3000);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  report('server memory, idle', Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024, 100, 'MB');
  await openLoop(`${url}/webhooks/whatsapp`, 400);
  const took = await openLoop(`${url}/webhooks/whatsapp`, 2000);
  const floor = await bare(2000);
  report('webhook acknowledged at 200/s, SQLite FULL: median', median(took), 2, 'ms');
  report('webhook acknowledged at 200/s, SQLite FULL: 99th', quantile(took, 0.99), 10, 'ms');
  say(
    `  ×${(median(took) / median(floor)).toFixed(1)} of a bare node:http server in this run (${median(floor).toFixed(2)} ms)`,
  );
  await stop(child);
  rmSync(folder, { recursive: true, force: true });
};
