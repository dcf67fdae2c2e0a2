/**
 * The limit: the least program that keeps Meta's promise. Read, check, parse, insert message and
 * event, commit together with whoever came in the same turn, and only then answer 200. It has no
 * conversations, sessions, statuses or listeners, and shares no code with the server that is measured
 * against it. `node tests/bench/limit.ts` prints its address.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

const { LIMIT_DATABASE = '', META_APP_SECRET = '' } = process.env;

interface Message {
  id: string;
  from: string;
  timestamp: string;
}

interface Body {
  entry: { changes: { value: { messages?: Message[] } }[] }[];
}

type Insert = (messages: readonly Message[]) => Promise<void> | void;

/** The same settings as ours: WAL, a commit that is on the disk when it returns, and as much cache. */
const openSqlite = (path: string): Insert => {
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
  db.exec('pragma wal_autocheckpoint = 4000; pragma cache_size = -16000;');
  db.exec(`create table if not exists messages (id integer primary key, "metaId" text not null unique,
    sender text not null, at integer not null, raw text not null) strict`);
  db.exec(`create table if not exists events (seq integer primary key, at integer not null, type text not null,
    row text not null) strict`);
  // Then no WAL is left behind.
  process.once('exit', () => db.close());
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  // Meta delivers again: the least program still must not keep a message twice.
  const message = db.prepare(
    'insert into messages ("metaId", sender, at, raw) values (?, ?, ?, ?) on conflict do nothing',
  );
  const event = db.prepare("insert into events (at, type, row) values (?, 'message', ?)");
  return (messages) => {
    begin.run();
    for (const one of messages) {
      const at = Number(one.timestamp);
      const raw = JSON.stringify(one);
      if (message.run(one.id, one.from, at, raw).changes > 0) event.run(at, raw);
    }
    commit.run();
  };
};

/** One statement for all rows, which is a transaction by itself and one way to the database and back. */
const openPostgres = async (url: string): Promise<Insert> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create table messages (id bigint generated always as identity primary key,
    "metaId" text not null unique, sender text not null, at bigint not null, raw text not null)`);
  await client.query(`create table events (seq bigint generated always as identity primary key,
    at bigint not null, type text not null, row text not null)`);
  const text = `with fresh as (
      insert into messages ("metaId", sender, at, raw)
      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
      on conflict do nothing returning at, raw)
    insert into events (at, type, row) select at, 'message', raw from fresh`;
  return async (messages) => {
    const columns = [
      messages.map(({ id }) => id),
      messages.map(({ from }) => from),
      messages.map(({ timestamp }) => timestamp),
      messages.map((one) => JSON.stringify(one)),
    ];
    await client.query({ name: 'insert', text, values: columns });
  };
};

const insert = LIMIT_DATABASE.startsWith('postgres')
  ? await openPostgres(LIMIT_DATABASE)
  : openSqlite(LIMIT_DATABASE);

interface Waiting {
  messages: readonly Message[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

let queue: Waiting[] = [];
let isFlushing = false;

/** One flush at a time; what comes meanwhile is the next one. */
const flush = async (): Promise<void> => {
  while (queue.length > 0) {
    const batch = queue;
    queue = [];
    try {
      await insert(batch.flatMap(({ messages }) => messages));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    // Back to the loop, or what has arrived at the socket is never read.
    await new Promise((resolve) => setImmediate(resolve));
  }
  isFlushing = false;
};

const store = (messages: readonly Message[]): Promise<void> =>
  new Promise((resolve, reject) => {
    queue.push({ messages, resolve, reject });
    if (isFlushing) return;
    isFlushing = true;
    setImmediate(() => void flush());
  });

const app = new Hono();
app.post('/webhooks/whatsapp', async (c) => {
  const body = Buffer.from(await c.req.arrayBuffer());
  const digest = createHmac('sha256', META_APP_SECRET).update(body).digest('hex');
  const given = Buffer.from(c.req.header('x-hub-signature-256') ?? '');
  const wanted = Buffer.from(`sha256=${digest}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return c.text('', 401);
  const { entry } = JSON.parse(body.toString()) as Body;
  await store(entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages ?? [])));
  return c.text('');
});

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
