/** Real parts, made for one test and taken away after it: databases, servers, paired devices. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '@deskside/backend/config';
import { createLog } from '@deskside/backend/log';
import { type RunningServer, type ServerOptions, startServer } from '@deskside/backend/server';
import type { Changes, PairReply, Snapshot } from '@deskside/shared/api';
import { newId } from '@deskside/shared/ids';
import pg from 'pg';
import { inject } from 'vitest';
import type { z } from 'zod/mini';
import { type FakeMeta, SECRET, startFakeMeta } from './fakes/meta.ts';

export const databases = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof databases)[number];

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A fresh database of this kind, and how to be rid of it. */
export const makeDatabase = async (
  kind: DatabaseKind,
): Promise<{ url: string; drop: () => Promise<void> }> => {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'deskside-'));
    return {
      url: join(folder, 'test.db'),
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const base = inject('postgresUrl');
  const name = `test_${newId().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(base);
  url.pathname = name;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
};

export const OWNER_CODE = 'TEST-CODE';

export const makeConfig = (
  database: string,
  meta: FakeMeta | null,
  more: Record<string, string> = {},
): Config =>
  readConfig({
    DESKSIDE_PORT: '0',
    DESKSIDE_DATABASE: database,
    DESKSIDE_PAIRING_CODE: OWNER_CODE,
    DESKSIDE_PRACTICE: 'off',
    // A database elsewhere has no folder of its own for a key.
    ...(database.startsWith('postgres') ? { DESKSIDE_SECRET: 'test' } : {}),
    META_APP_SECRET: SECRET,
    META_VERIFY_TOKEN: 'verify-me',
    META_ACCESS_TOKEN: 'graph-token',
    ...(meta ? { META_GRAPH_URL: meta.graphUrl } : {}),
    ...more,
  });

export interface Device {
  token: string;
  agent: PairReply['agent'];
  ask: (path: string, options?: RequestInit) => Promise<Response>;
  snapshot: () => Promise<Snapshot>;
  changes: (after: number) => Promise<z.infer<typeof Changes>>;
  command: (command: object) => Promise<{ status: number; body: CommandAnswer }>;
  /** A pairing code for another person, made by this one. */
  codeFor: (role: string) => Promise<string>;
}

export interface CommandAnswer {
  id?: string;
  at?: number;
  error?: { code: string; message: string };
}

export const pairDevice = async (url: string, code = OWNER_CODE, name = 'Ada'): Promise<Device> => {
  const response = await postJson(`${url}/api/pair`, { code, name });
  if (!response.ok) throw new Error(`pairing failed: ${response.status} ${await response.text()}`);
  const { token, agent } = (await response.json()) as PairReply;
  const ask = (path: string, options: RequestInit = {}) =>
    fetch(url + path, {
      ...options,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  const post = (path: string, body: object) =>
    ask(path, { method: 'POST', body: JSON.stringify(body) });
  return {
    token,
    agent,
    ask,
    snapshot: async () => (await (await ask('/api/snapshot')).json()) as Snapshot,
    changes: async (after) =>
      (await (await ask(`/api/changes?after=${after}`)).json()) as z.infer<typeof Changes>,
    command: async (command) => {
      const answer = await post('/api/commands', command);
      return { status: answer.status, body: (await answer.json()) as CommandAnswer };
    },
    codeFor: async (role) => {
      const answer = await post('/api/pairing-codes', { role });
      return ((await answer.json()) as { code: string }).code;
    },
  };
};

export const postJson = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export interface World {
  meta: FakeMeta;
  server: RunningServer;
  database: string;
  webhook: string;
  owner: Device;
  deliver: (body: object | string) => Promise<number>;
  close: () => Promise<void>;
}

export const quiet = createLog('silent');

/** A server on a fresh database, a Meta beside it, and a paired owner. */
export const makeWorld = async (
  kind: DatabaseKind = 'sqlite',
  options: ServerOptions & { env?: Record<string, string> } = {},
): Promise<World> => {
  const { env, ...serverOptions } = options;
  const database = await makeDatabase(kind);
  const meta = await startFakeMeta();
  const config = makeConfig(database.url, meta, env);
  const server = await startServer(config, quiet, serverOptions);
  const webhook = `${server.url}/webhooks/whatsapp`;
  return {
    meta,
    server,
    database: database.url,
    webhook,
    owner: await pairDevice(server.url),
    deliver: (body) => meta.deliver(webhook, body),
    close: async () => {
      await server.close();
      await meta.close();
      await database.drop();
    },
  };
};

/** Waits for a condition, not for a time. Throws what it last saw when it never comes true. */
export const until = async <T>(
  look: () => Promise<T> | T,
  isRight: (value: T) => boolean = Boolean,
  timeoutMs = 10_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`never came true; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
