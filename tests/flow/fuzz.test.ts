/**
 * Chance against the parser and everything behind it, for as long as DESKSIDE_FUZZ_SECONDS says: raw
 * bytes at a real server, and bodies nearly in Meta's shape, straight to the reader and all the way
 * into both databases. Nothing may throw, and every piece must be found again.
 */
import { readWebhook } from '@deskside/backend/meta/webhook';
import { Snapshot } from '@deskside/shared/api';
import { LogEvent } from '@deskside/shared/events';
import fc from 'fast-check';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeDatabase, makeWorld, type World } from '../make.ts';
import {
  bytesOf,
  endProcesses,
  headOf,
  lookInto,
  openLine,
  post,
  type ServerProcess,
  startProcess,
} from '../process.ts';

const SECONDS = Number(process.env.DESKSIDE_FUZZ_SECONDS ?? 5);
/** As many runs as fit into this part of the time; fast-check says how to repeat one that fails. */
const forShareOf = (share: number) => ({
  numRuns: 10_000_000,
  interruptAfterTimeLimit: SECONDS * share * 1000,
  markInterruptAsFailure: false,
});
const TIMEOUT_MS = SECONDS * 1000 + 30_000;
const AT = Date.now() - 1_000_000;
const mei = { name: 'Mei', phone: '85291234567', bsuid: 'HK.100' };

/** A lone half of a surrogate pair, or U+0000, as JSON writes them. */
const UNWELL = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i;

afterEach(endProcesses);

/** Letters, U+0000, halves of pairs, and whatever else is sixteen bits. */
const unit = fc.oneof(
  fc.constantFrom(0, 0x41, 0xd83d, 0xde00),
  fc.integer({ min: 0, max: 0xffff }),
);
const strange = fc
  .array(unit, { minLength: 1, maxLength: 8 })
  .map((units) => String.fromCharCode(...units));
const anyText = fc.oneof(
  fc.string(),
  strange,
  fc.constantFrom(
    '',
    '\u0000',
    '\ud83d',
    '__proto__',
    'constructor',
    '😀'.repeat(300),
    'x'.repeat(9000),
  ),
);
const junk = fc.oneof(
  anyText,
  fc.constantFrom(null, undefined, -1, 0, 1e308, true, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
);
/** Mostly as it should be: what holds much is broken seldom, or little would ever get to the end. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: junk });
const word = (...words: string[]) => mostly(fc.constantFrom(...words));

/** Stands where an id of its own will be, so that the piece can be found again. */
const OWN_ID = 'own id';
const id = fc.oneof({ weight: 8, arbitrary: fc.constant(OWN_ID) }, { weight: 1, arbitrary: junk });
const timestamp = mostly(
  fc.oneof(
    fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }).map(String),
    fc.integer({ min: -5, max: 2_000_000_000 }),
    fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }),
  ),
);
const person = word('85291234567', '85261112222', '+8529', 'HK.1');
const part = mostly(fc.record({ body: mostly(anyText), caption: mostly(anyText) }));
const errors = mostly(
  fc.array(mostly(fc.record({ code: mostly(fc.constantFrom(131060, 131047)) }))),
);
const types = word('text', 'image', 'reaction', 'edit', 'revoke', 'system', 'unsupported', 'id');

const message = fc.record(
  {
    id,
    timestamp,
    type: types,
    from: person,
    to: person,
    from_user_id: person,
    to_user_id: person,
    from_parent_user_id: person,
    group_id: junk,
    text: part,
    image: part,
    errors,
    context: junk,
  },
  { requiredKeys: ['id', 'type', 'timestamp', 'from', 'to'] },
);
const status = fc.record(
  {
    id,
    timestamp,
    status: word('sent', 'delivered', 'read', 'failed', 'deleted'),
    errors,
    biz_opaque_callback_data: junk,
  },
  { requiredKeys: ['id', 'timestamp', 'status'] },
);
const profile = fc.record({
  wa_id: person,
  user_id: person,
  profile: mostly(fc.record({ name: mostly(anyText), username: mostly(anyText) })),
});
const few = (one: fc.Arbitrary<unknown>, weight?: number) =>
  mostly(fc.array(mostly(one, weight), { maxLength: 3 }), 60);
const line = fc.record({
  display_phone_number: mostly(fc.constant('85255550100'), 60),
  phone_number_id: mostly(fc.constantFrom('1', '2'), 60),
});
const value = fc.record(
  {
    metadata: mostly(line, 60),
    contacts: few(profile),
    messages: few(message),
    message_echoes: few(message),
    statuses: few(status),
    errors,
  },
  { requiredKeys: ['metadata'] },
);
const field = fc.constantFrom('messages', 'messages', 'smb_message_echoes', 'account_update');
const change = fc.record({ field: mostly(field, 60), value: mostly(value, 60) });
const entry = fc.record({ id: mostly(fc.constantFrom('1', '2'), 60), changes: few(change, 60) });
const body = mostly(fc.record({ object: junk, entry: few(entry, 60) }), 60);

interface Piece {
  mark: string;
  id?: unknown;
}
let marks = 0;

/** Names every message and status, wherever the body has them, and answers with the named ones. */
const markPieces = (given: unknown): { text: string; pieces: Piece[] } => {
  const pieces: Piece[] = [];
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, one]) => [key, walk(one)]));
    if (!('timestamp' in node)) return copy;
    marks += 1;
    const mark = `mark-${marks}.`;
    const piece = { ...copy, mark, ...(copy.id === OWN_ID ? { id: mark } : {}) };
    pieces.push(piece);
    return piece;
  };
  return { text: JSON.stringify(walk(given)) ?? 'null', pieces };
};

/** Names are kept as text that a database can hold. */
const wellFormed = (text: string) => text.toWellFormed().replaceAll('\u0000', '');

const lostPieces = async ({ read }: World['server']['store'], pieces: readonly Piece[]) => {
  const aside = await read.selectFrom('aside').select('body').execute();
  const text = aside.map(({ body: kept }) => Buffer.from(kept).toString()).join('\n');
  const lost: Piece[] = [];
  for (const piece of pieces) {
    if (text.includes(piece.mark)) continue;
    const metaId = typeof piece.id === 'string' ? wellFormed(piece.id) : piece.mark;
    const found = await Promise.all(
      (['messages', 'marks', 'earlyStatuses'] as const).map((table) =>
        read.selectFrom(table).select('metaId').where('metaId', '=', metaId).execute(),
      ),
    );
    if (found.flat().length === 0) lost.push(piece);
  }
  return lost;
};

describe('bodies nearly in Meta’s shape', () => {
  it(
    'never make the reader throw, and leave it in pieces that can be stored',
    () => {
      fc.assert(
        fc.property(fc.oneof(body, fc.jsonValue()), (given) => {
          const { text } = markPieces(given);
          for (const item of readWebhook(JSON.parse(text), Date.now())) {
            if (item.kind !== 'aside') expect(Number.isSafeInteger(item.at)).toBe(true);
            // The reader catches its own mistakes, too. Here there must be none.
            else expect(item.reason).not.toBe('unreadable');
            expect(JSON.stringify(item)).not.toMatch(UNWELL);
          }
        }),
        forShareOf(0.15),
      );
    },
    TIMEOUT_MS,
  );

  it.each(databases)(
    'end as rows or aside on %s, each of their messages and statuses',
    async (kind) => {
      const world = await makeWorld(kind);
      onTestFinished(world.close);
      const { store } = world.server;
      await fc.assert(
        fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 4 }), async (given) => {
          // At once, so that they share a transaction, and a bad one must not take a good one along.
          const marked = given.map(markPieces);
          const answers = await Promise.all(marked.map(({ text }) => world.deliver(text)));
          expect(answers).toEqual(marked.map(() => 200));
          const pieces = marked.flatMap((one) => one.pieces);
          expect(await lostPieces(store, pieces)).toEqual([]);
          await store.write(async ({ db }) => void (await db.deleteFrom('aside').execute()));
        }),
        forShareOf(0.25),
      );
      // What the extension gets is what the contract says, in one piece.
      Snapshot.parse(await world.owner.snapshot());
      let seq = 0;
      for (;;) {
        const { events } = await world.owner.changes(seq);
        for (const event of events) {
          expect(LogEvent.parse(event).seq).toBe(seq + 1);
          seq += 1;
        }
        if (events.length === 0) break;
      }
    },
    TIMEOUT_MS,
  );
});

const samples = [
  bodies.textBody(mei, 'm1', AT, 'hello 你好 😀'),
  bodies.echoBody(mei, 'e1', AT, 'from the phone'),
  bodies.statusBody('e1', 'read', AT),
  bodies.partBody(mei, 'm2', AT, { type: 'image', image: { caption: 'a\u0000b' } }),
].map(bytesOf);

/** Something true with a piece cut out, put twice, or replaced by chance. */
const bent = (from: readonly Buffer[]) =>
  fc
    .record({
      sample: fc.constantFrom(...from),
      cuts: fc.array(
        fc.record({
          at: fc.nat(),
          length: fc.nat({ max: 8 }),
          put: fc.uint8Array({ maxLength: 8 }),
        }),
        { maxLength: 5 },
      ),
    })
    .map(({ sample, cuts }) =>
      cuts.reduce((bytes, { at, length, put }) => {
        const from = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + length)]);
      }, sample),
    );

const isJson = (bytes: Buffer): boolean => {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
};

const isUnharmed = async (server: ServerProcess) => {
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(server.complaints()).toEqual([]);
  expect(server.memoryMb()).toBeLessThan(600);
};

describe('raw bytes', () => {
  it(
    'that are signed are answered 200 and kept, and those that aren’t are refused',
    async () => {
      const database = await makeDatabase('sqlite');
      onTestFinished(database.drop);
      const server = await startProcess(database.url);
      const unread = new Set<string>();
      const noise = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes));
      await fc.assert(
        fc.asyncProperty(fc.oneof(noise, bent(samples)), async (bytes) => {
          expect([200, 400, 413]).toContain(await post(server.webhook, bytes));
          expect(await post(server.webhook, bytes, { secret: 'another' })).toBe(401);
          if (!isJson(bytes)) unread.add(bytes.toString('base64'));
        }),
        forShareOf(0.2),
      );
      await isUnharmed(server);
      const kept = await lookInto(database.url, async (db) =>
        (await db.selectFrom('aside').select('body').execute()).map((row) =>
          Buffer.from(row.body).toString('base64'),
        ),
      );
      expect([...unread].filter((bytes) => !new Set(kept).has(bytes))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'that are hardly HTTP harm nobody',
    async () => {
      const database = await makeDatabase('sqlite');
      onTestFinished(database.drop);
      const server = await startProcess(database.url);
      const whole = samples.map((sample) =>
        Buffer.concat([Buffer.from(headOf(sample.length, sample)), sample]),
      );
      const noise = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
      await fc.assert(
        fc.asyncProperty(fc.oneof(noise, bent(whole)), async (bytes) => {
          const { socket, heard } = openLine(server.url);
          const closed = new Promise((resolve) => socket.once('close', resolve));
          socket.end(bytes);
          await closed;
          expect(heard()).not.toMatch(/HTTP\/1\.1 5\d\d/);
        }),
        forShareOf(0.15),
      );
      await isUnharmed(server);
    },
    TIMEOUT_MS,
  );
});
