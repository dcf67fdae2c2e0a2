/**
 * Servers as an operator has them: processes of their own, spawned, killed, watched from outside, and
 * spoken to the way Meta and an extension speak. What a test learns about them it learns over the
 * wire, from the operating system, or from the database once they are gone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { sign } from '@deskside/backend/meta/verify';
import { openStore, type Store } from '@deskside/backend/store/db';
import { fromLog } from '@deskside/backend/store/log';
import { createParser } from 'eventsource-parser';
import { SECRET } from './fakes/meta.ts';
import * as bodies from './fixtures/bodies.ts';
import { OWNER_CODE, until } from './make.ts';

const MAIN = join(import.meta.dirname, '../backend/src/main.ts');

export interface ServerProcess {
  url: string;
  webhook: string;
  pid: number;
  isRunning: () => boolean;
  /** The first of what it has logged as errors. An outage may be one; input from outside never is. */
  complaints: () => string[];
  /** Everything that it has logged. */
  logged: () => string;
  memoryMb: () => number;
  openFiles: () => number;
  /** Resolves with the exit code and the signal, when the process is gone. */
  end: (signal: NodeJS.Signals) => Promise<[number | null, NodeJS.Signals | null]>;
}

const children = new Set<ChildProcess>();
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const lines = new Set<Socket>();
/** Loads and readers that still go on. */
const goingOn = new Set<AbortController>();

/** For `afterEach`: no process, socket, load or reader outlives the test that started it. */
export const endProcesses = async (): Promise<void> => {
  for (const one of goingOn) one.abort();
  goingOn.clear();
  for (const socket of lines) socket.destroy();
  agent.destroy();
  const ends = [...children].map((child) => once(child, 'exit'));
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(ends);
};

const goOn = (): AbortController => {
  const one = new AbortController();
  goingOn.add(one);
  return one;
};

export const startProcess = async (
  database: string,
  more: Record<string, string> = {},
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      DESKSIDE_PORT: '0',
      DESKSIDE_DATABASE: database,
      DESKSIDE_PAIRING_CODE: OWNER_CODE,
      DESKSIDE_PRACTICE: 'off',
      META_APP_SECRET: SECRET,
      META_VERIFY_TOKEN: 'verify-me',
      META_ACCESS_TOKEN: 'graph-token',
      ...more,
    },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const url = await until(() => {
    if (!isRunning()) throw new Error(`the server ended before it listened: ${output}`);
    return /"url":"([^"]+)"/.exec(output)?.[1] ?? '';
  });
  const pid = child.pid ?? 0;
  return {
    url,
    webhook: `${url}/webhooks/whatsapp`,
    pid,
    isRunning,
    complaints: () =>
      output
        .split('\n')
        .filter((line) => /^\{"level":[56]0/.test(line))
        .slice(0, 3),
    logged: () => output,
    memoryMb: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
    end: async (signal) => {
      const ended = once(child, 'exit');
      child.kill(signal);
      return (await ended) as [number | null, NodeJS.Signals | null];
    },
  };
};

export type Body = object | string | Uint8Array;
export const bytesOf = (body: Body): Buffer =>
  Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));

/** Posts as Meta does, signed over the raw bytes. Answers with the status, or 0 when the line broke. */
export const post = (
  webhook: string,
  body: Body,
  { secret = SECRET, headers = {} }: { secret?: string; headers?: Record<string, string> } = {},
): Promise<number> =>
  new Promise((resolve) => {
    const bytes = bytesOf(body);
    const signed = {
      'content-type': 'application/json',
      'content-length': bytes.length,
      'x-hub-signature-256': sign(bytes, secret),
    };
    const options = { method: 'POST', agent, headers: { ...signed, ...headers } };
    request(webhook, options, (response) => {
      response
        .resume()
        .on('error', () => undefined)
        .on('close', () => resolve(response.statusCode ?? 0));
    })
      .on('error', () => resolve(0))
      .end(bytes);
  });

export interface Line {
  socket: Socket;
  /** All that has come back so far. */
  heard: () => string;
  isClosed: () => boolean;
}

/** A connection for those who don't speak as they should. */
export const openLine = (url: string): Line => {
  let heard = '';
  let isClosed = false;
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  // A line that is cut is an answer here.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
    lines.delete(socket);
  });
  lines.add(socket);
  return { socket, heard: () => heard, isClosed: () => isClosed };
};

/** The head of a delivery of this length, signed for its body when there is one. */
export const headOf = (length: number, body: Body = ''): string =>
  [
    'POST /webhooks/whatsapp HTTP/1.1',
    'host: deskside',
    'content-type: application/json',
    `content-length: ${length}`,
    `x-hub-signature-256: ${sign(bytesOf(body), SECRET)}`,
    '\r\n',
  ].join('\r\n');

export interface Load {
  /** The ids that were answered 200. */
  accepted: ReadonlySet<string>;
  /** Every other answer, counted; 0 is a line that broke. */
  refusals: ReadonlyMap<number, number>;
  /** Where to deliver from now on: a server that was started anew has another port. */
  aim: (...webhooks: string[]) => void;
  /** Ends the load once everything that was ever refused has been taken. */
  settle: () => Promise<void>;
}

/** Customers who never stop writing, and a Meta that retries whatever isn't answered 200. */
export const startLoad = (
  name: string,
  webhooks: readonly string[],
  { workers = 16, pad = '' } = {},
): Load => {
  const accepted = new Set<string>();
  const refusals = new Map<number, number>();
  const abandoned = goOn().signal;
  let targets = webhooks;
  let count = 0;
  let isSettling = false;
  const startedAt = Date.now() - 86_000_000;

  const deliver = async (id: string, body: object, worker: number) => {
    while (!abandoned.aborted) {
      const status = await post(targets[worker % targets.length] ?? '', body);
      if (status === 200) return accepted.add(id);
      refusals.set(status, (refusals.get(status) ?? 0) + 1);
      await wait(20);
    }
  };
  const work = async (worker: number) => {
    while (!isSettling && !abandoned.aborted) {
      count += 1;
      const id = `${name}.${count}`;
      const who = {
        name: `Customer ${worker}`,
        phone: `8529000${String(worker).padStart(4, '0')}`,
      };
      const at = startedAt + count * 1000;
      await deliver(id, bodies.textBody(who, id, at, `${id} ${pad}`), worker);
    }
  };
  const all = Array.from({ length: workers }, (_, worker) => work(worker));
  return {
    accepted,
    refusals,
    aim: (...webhooks) => {
      targets = webhooks;
    },
    settle: async () => {
      isSettling = true;
      await Promise.all(all);
    },
  };
};

export interface Reader {
  seqs: number[];
  resets: number;
  /** Where to read from now on, and at the next break of the line. */
  aim: (url: string) => void;
  stop: () => Promise<void>;
}

/** Follows the log as the extension does: by its cursor, and back again whenever the line breaks. */
export const startReader = (url: string, token: string, after = 0): Reader => {
  const stopped = goOn();
  const reader: Reader = {
    seqs: [],
    resets: 0,
    aim: (next) => {
      target = next;
    },
    stop: async () => {
      stopped.abort();
      await following;
    },
  };
  let target = url;
  const read = async () => {
    const response = await fetch(`${target}/api/events?after=${reader.seqs.at(-1) ?? after}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stopped.signal,
    });
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'reset') reader.resets += 1;
        else if (!event) reader.seqs.push((JSON.parse(data) as { seq: number }).seq);
      },
    });
    if (!response.body || !response.ok) return response.body?.cancel();
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream()))
      parser.feed(chunk);
  };
  const follow = async () => {
    while (!stopped.signal.aborted) {
      await read().catch(() => undefined);
      if (!stopped.signal.aborted) await wait(20);
    }
  };
  const following = follow();
  return reader;
};

/** Reads a database with our own eyes, whether its servers live or not. */
export const lookInto = async <T>(url: string, look: (db: Store['read']) => Promise<T>) => {
  const store = await openStore(url);
  try {
    return await look(store.read);
  } finally {
    await store.close();
  }
};

/** What must be true of a database whatever its servers went through. */
export const auditDatabase = (url: string) =>
  lookInto(url, async (db) => {
    const messages = await db.selectFrom('messages').select(['id', 'metaId']).execute();
    const conversations = await db.selectFrom('conversations').selectAll().execute();
    const log = await db.selectFrom('events').selectAll().orderBy('seq').execute();
    const events = log.flatMap(fromLog);
    const { seq } = await db.selectFrom('log').select('seq').executeTakeFirstOrThrow();
    const told = new Set(events.filter(({ type }) => type === 'message').map(({ id }) => id));
    return {
      metaIds: messages.map(({ metaId }) => metaId ?? '').sort(),
      unread: conversations.reduce((sum, { unreadCount }) => sum + unreadCount, 0),
      /** Places in the log that nobody has, or that somebody has who shouldn't. */
      gaps: seq - events.length + events.filter((event, i) => event.seq !== i + 1).length,
      untold: messages.filter(({ id }) => !told.has(id)).length,
      integrity: /^postgres/.test(url) ? 'ok' : integrityOf(url),
    };
  });

const integrityOf = (path: string): unknown => {
  const database = new DatabaseSync(path);
  const found = database.prepare('pragma integrity_check').get();
  database.close();
  return found?.integrity_check;
};

/** The audit's answer when all of these were taken, and nothing else. */
export const wholeWith = (ids: Iterable<string>) => {
  const metaIds = [...ids].sort();
  return { metaIds, unread: metaIds.length, gaps: 0, untold: 0, integrity: 'ok' };
};
