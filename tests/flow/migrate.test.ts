/** A database of 0.1.0, with rows in it, is taken over whole. */
import { ingest } from '@deskside/backend/inbox/ingest/ingest';
import { takeSnapshot } from '@deskside/backend/inbox/snapshot';
import { eventJson } from '@deskside/backend/inbox/stream';
import { readWebhook } from '@deskside/backend/meta/webhook';
import { openStore } from '@deskside/backend/store/db';
import type { Engine } from '@deskside/backend/store/engine';
import { eventsAfter } from '@deskside/backend/store/events';
import { openPostgres } from '@deskside/backend/store/postgres';
import { openSqlite } from '@deskside/backend/store/sqlite';
import type { AgentId } from '@deskside/shared/ids';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { first } from '../fixtures/first-tables.ts';
import { databases, makeDatabase } from '../make.ts';

const AT = 1_790_000_000_000;
const me = { id: 'me' as AgentId, name: 'Me', role: 'owner' } as const;

const rows = {
  widgets: {
    id: 'w1',
    numberId: bodies.NUMBER_ID,
    accountId: bodies.ACCOUNT_ID,
    name: 'Shop',
    phone: '+85255550100',
    draftReason: null,
    isPractice: 0,
    createdAt: AT,
  },
  contacts: {
    id: 'c1',
    name: 'Mei',
    nameAt: AT,
    phone: '+85291234567',
    username: null,
    bsuid: null,
  },
  aliases: { kind: 'phone', value: '+85291234567', contactId: 'c1' },
  conversations: {
    id: 'v1',
    contactId: 'c1',
    widgetId: 'w1',
    lastAt: AT + 1000,
    lastCustomerAt: AT + 1000,
    lastReplyAt: null,
    lastPhoneAt: null,
    windowEndsAt: AT + 1000 + 86_400_000,
    lastMessageId: '01a00000-0000-7000-8000-000000000002',
    unreadCount: 2,
    readUpTo: null,
  },
  sessions: {
    id: 's1',
    conversationId: 'v1',
    openedAt: AT,
    lastCustomerAt: AT + 1000,
    closedAt: AT + 5000,
    closedBy: 'a1',
  },
};

const openEngine = (kind: string, url: string) =>
  kind === 'postgres' ? openPostgres(url) : openSqlite(url);

/** As 0.1.0 left it. */
const makeFirst = async ({ reader, isPostgres }: Engine) => {
  const migrator = new Migrator({
    db: reader,
    provider: { getMigrations: async () => ({ '0001-first': first(isPostgres) }) },
  });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
};

const message = (n: number, content: object) => ({
  id: `01a00000-0000-7000-8000-00000000000${n}`,
  conversationId: 'v1',
  widgetId: 'w1',
  metaId: `m${n}`,
  origin: 'customer',
  agentId: null,
  at: AT + (n - 1) * 1000,
  content: JSON.stringify(content),
  isSpoken: 1,
  delivery: null,
  failure: null,
  raw: null,
  sendStartedAt: null,
});

describe.each(databases)('a database of 0.1.0 on %s', (kind) => {
  it('keeps its conversations, knows its customers again, and fills in its placeholders', async () => {
    const { url, drop } = await makeDatabase(kind);
    onTestFinished(drop);
    const engine = openEngine(kind, url);
    const old = engine.reader as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await makeFirst(engine);
    for (const [table, row] of Object.entries(rows))
      await old.insertInto(table).values(row).execute();
    await old
      .insertInto('messages')
      .values([
        message(1, { type: 'text', text: 'hello' }),
        message(2, { type: 'unsupported', kind: 'unavailable' }),
      ])
      .execute();
    const told = [
      { type: 'contact', row: { id: 'c1', name: 'Mei' } },
      { type: 'message', row: message(1, { type: 'text', text: 'hallo' }) },
      { type: 'removed', row: { table: 'session', id: 's0' } },
    ];
    await old
      .insertInto('events')
      .values(
        told.map(({ type, row }, i) => ({ seq: i + 1, at: AT, type, row: JSON.stringify(row) })),
      )
      .execute();
    await old.updateTable('log').set({ seq: told.length }).execute();
    await engine.close();

    const store = await openStore(url);
    onTestFinished(store.close);
    // The log says which rows have changed; what they are is read from them.
    const log = await eventsAfter(store.reader, 0, 10);
    const events = log.events.map((event): unknown => JSON.parse(eventJson(event)));
    expect(events).toMatchObject([
      { seq: 1, type: 'contact', row: { id: 'c1', phone: '+85291234567' } },
      { seq: 2, type: 'message', row: { content: { text: 'hello' } } },
      { seq: 3, type: 'removed', row: { table: 'session', id: 's0' } },
    ]);
    const before = await takeSnapshot(store, me);
    expect(before.conversations).toMatchObject([
      { id: 'v1', unreadCount: 2, windowEndsAt: AT + 1000 + 86_400_000, session: { id: 's1' } },
    ]);
    expect(before.sessions).toMatchObject([{ closedAt: AT + 5000 }]);
    expect(before.contacts).toMatchObject([{ name: 'Mei', phone: '+85291234567' }]);

    const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.1' };
    const deliver = (body: object) =>
      store.write((tx) =>
        ingest(tx, readWebhook(body, AT + 60_000), { canSend: true, now: AT + 60_000 }),
      );
    await deliver(bodies.textBody(mei, 'm2', AT + 1000, 'the real one'));
    await deliver(bodies.textBody(mei, 'm3', AT + 9000, 'again'));
    const after = await takeSnapshot(store, me);
    expect(after.conversations).toHaveLength(1);
    expect(after.messages.map(({ content }) => content)).toEqual(
      ['hello', 'the real one', 'again'].map((text) => ({ type: 'text', text })),
    );
    expect(after.sessions).toMatchObject([
      { openedAt: AT, closedAt: AT + 5000 },
      { openedAt: AT + 9000, closedAt: null },
    ]);
  });
});

describe.each(databases)('a fresh database on %s', (kind) => {
  it('has the same tables as one that has come all the way', async () => {
    const fresh = await makeDatabase(kind);
    const old = await makeDatabase(kind);
    onTestFinished(fresh.drop);
    onTestFinished(old.drop);
    const engine = openEngine(kind, old.url);
    await makeFirst(engine);
    await engine.close();

    const [now, then] = await Promise.all([fresh.url, old.url].map(describeTables));
    expect(now?.join()).toContain('messagesQuoting');
    expect(now).toEqual(then);
  });
});

describe.each(databases)('a database of a later version on %s', (kind) => {
  it('is refused, in words that help', async () => {
    const { url, drop } = await makeDatabase(kind);
    onTestFinished(drop);
    const store = await openStore(url);
    await sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(store.read);
    await store.close();
    await expect(openStore(url)).rejects.toThrow('newer version of Deskside');
  });
});

/** Everything the database itself can say of them. */
const describeTables = async (url: string): Promise<string[]> => {
  const store = await openStore(url);
  const { ask, isPostgres } = store.reader;
  const said = isPostgres
    ? [
        ...(await ask(
          // One default was only for the rows that were there when its column came.
          `select table_name, column_name, data_type, is_nullable, collation_name,
            case when column_name <> 'movesWindow' then column_default end as default
            from information_schema.columns where table_schema = 'public' order by 1, 2`,
          [],
        )),
        ...(await ask(
          `select indexdef from pg_indexes where schemaname = 'public' order by 1`,
          [],
        )),
        ...(await ask(
          `select conrelid::regclass::text as on, conname, pg_get_constraintdef(oid) as is
            from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`,
          [],
        )),
      ]
    : await ask('select name, sql from sqlite_master order by name', []);
  const rows = await Promise.all(
    ['log', 'channels', 'workspace'].map((table) => ask(`select * from ${table}`, [])),
  );
  await store.close();
  // How a step was written is not what it made; nor is the name Postgres gave a key while the table that
  // went before still held its own.
  return [...said, ...rows].map((row) =>
    JSON.stringify(row)
      .replaceAll(/(\\n|\\"|\s)+/g, ' ')
      .replaceAll(/ (?=[,()])|(?<=[(]) /g, '')
      .replaceAll('events_pkey1', 'events_pkey'),
  );
};
