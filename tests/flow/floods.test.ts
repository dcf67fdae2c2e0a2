/** Too much, too slow, and gone in the middle: the server stays within its bounds and goes on serving. */

import { gzipSync } from 'node:zlib';
import { startServer } from '@deskside/backend/server';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeConfig, makeDatabase, quiet, until } from '../make.ts';
import {
  auditDatabase,
  bytesOf,
  endProcesses,
  headOf,
  lookInto,
  openLine,
  post,
  type ServerProcess,
  startProcess,
  wholeWith,
} from '../process.ts';

const MB = 1024 * 1024;
const AT = Date.now() - 10_000_000;
const mei = { name: 'Mei', phone: '85291234567' };

afterEach(endProcesses);

const start = async (kind: (typeof databases)[number] = 'sqlite') => {
  const database = await makeDatabase(kind);
  onTestFinished(database.drop);
  return { url: database.url, server: await startProcess(database.url) };
};

const metaIdsOf = (url: string) =>
  lookInto(url, async (db) =>
    (await db.selectFrom('messages').select('metaId').execute()).map(({ metaId }) => metaId),
  );

const asideOf = (url: string) =>
  lookInto(url, async (db) =>
    (await db.selectFrom('aside').select('body').execute()).map(({ body }) => Buffer.from(body)),
  );

/** The highest memory until it is asked for. */
const watchMemory = (server: ServerProcess) => {
  let peak = 0;
  const timer = setInterval(() => {
    if (server.isRunning()) peak = Math.max(peak, server.memoryMb());
  }, 20);
  return () => {
    clearInterval(timer);
    return peak;
  };
};

const isUnharmed = async (server: ServerProcess, id = 'after') => {
  expect(await post(server.webhook, bodies.textBody(mei, id, AT, id))).toBe(200);
  expect(server.complaints()).toEqual([]);
};

describe('a body', () => {
  // Each error must not take the whole of what it came with along.
  const manyErrors = bodies.envelope('messages', {
    errors: Array.from({ length: 2000 }, (_, code) => ({ code })),
    pad: 'x'.repeat(3 * MB),
  });
  const manyPeople = bodies.envelope('messages', {
    contacts: Array.from({ length: 12_000 }, (_, i) => ({
      wa_id: `85290${i}`,
      pad: 'x'.repeat(200),
    })),
    messages: Array.from({ length: 1000 }, (_, i) => ({ from: `85290${i}`, type: 'text' })),
  });
  const keys = Array.from({ length: 250_000 }, (_, i) => [`k${i}`, i]);

  it('that is a gzip bomb is never inflated: kept as it is when signed, refused when not', async () => {
    const { url, server } = await start();
    const bomb = gzipSync(Buffer.alloc(256 * MB));
    const before = server.memoryMb();
    const peak = watchMemory(server);
    const headers = { 'content-encoding': 'gzip' };
    expect(await post(server.webhook, bomb, { headers })).toBe(200);
    expect(await post(server.webhook, bomb, { headers, secret: 'another' })).toBe(401);
    expect(await post(server.webhook, bomb)).toBe(200);
    const honest = gzipSync(JSON.stringify(bodies.textBody(mei, 'zipped', AT, 'zipped')));
    expect(await post(server.webhook, honest, { headers })).toBe(200);
    expect(peak() - before).toBeLessThan(100);
    await isUnharmed(server);
    const kept = await asideOf(url);
    expect(kept).toHaveLength(2);
    for (const body of [bomb, honest]) expect(kept.some((one) => one.equals(body))).toBe(true);
  });

  it('over 4 MB is refused, whatever it says of its length, and the line is free again', async () => {
    const { url, server } = await start();
    const huge = Buffer.alloc(5 * MB, 'x');
    expect(await post(server.webhook, huge)).toBe(413);
    const unmeasured = openLine(server.url);
    unmeasured.socket.write(
      headOf(0, huge).replace('content-length: 0', 'transfer-encoding: chunked'),
    );
    // It never ends by itself.
    const chunk = Buffer.concat([
      Buffer.from('10000\r\n'),
      Buffer.alloc(65_536),
      Buffer.from('\r\n'),
    ]);
    const pour = setInterval(() => !unmeasured.isClosed() && unmeasured.socket.write(chunk), 1);
    await until(() => /^HTTP\/1.1 413/.test(unmeasured.heard()));
    await until(unmeasured.isClosed);
    clearInterval(pour);
    for (const length of ['-1', '1e9', '99999999999999999999', '5, 5', 'x']) {
      const liar = openLine(server.url);
      liar.socket.write(headOf(0).replace('content-length: 0', `content-length: ${length}`));
      await until(() => /^HTTP\/1.1 4\d\d/.test(liar.heard()));
    }
    await isUnharmed(server);
    expect(await asideOf(url)).toEqual([]);
  });

  it.each([
    ['entries', `{"entry":[${'{},'.repeat(400_000)}{}]}`],
    ['changes', `{"entry":[{"id":"1","changes":[${'1,'.repeat(1_900_000)}1]}]}`],
    [
      'messages',
      JSON.stringify(bodies.envelope('messages', { messages: ['MANY'] })).replace(
        '"MANY"',
        () => `${'1,'.repeat(1_900_000)}1`,
      ),
    ],
    ['errors', JSON.stringify(manyErrors)],
    ['people beside what can’t be read', JSON.stringify(manyPeople)],
    [
      'keys',
      JSON.stringify({ ...Object.fromEntries(keys), ...bodies.textBody(mei, 'k', AT, 'k') }),
    ],
  ])('in a million pieces is over in seconds and kept: %s', async (_title, body) => {
    const { url, server } = await start();
    const peak = watchMemory(server);
    const sentAt = performance.now();
    expect(await post(server.webhook, body)).toBe(200);
    expect(performance.now() - sentAt).toBeLessThan(10_000);
    expect(peak()).toBeLessThan(1500);
    await isUnharmed(server);
    const isFact = await lookInto(
      url,
      async (db) => (await db.selectFrom('facts').selectAll().execute()).length > 0,
    );
    const isRow = (await metaIdsOf(url)).includes('k');
    expect(isRow || isFact || (await asideOf(url)).length > 0).toBe(true);
  });

  /** Three megabytes in this many messages. */
  const heavy = (count: number) => {
    const ids = Array.from({ length: count }, (_, i) => `m${i}`);
    const changes = ids.map((id, i) => {
      const phone = `8529000${String(i % 50).padStart(4, '0')}`;
      const text = 'x'.repeat(2_750_000 / count);
      return bodies.textBody({ phone }, id, AT + i * 1000, text).entry[0]?.changes[0];
    });
    const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
    expect(bytesOf(body).length).toBeGreaterThan(2_800_000);
    return { ids, body };
  };

  it.each([
    // Postgres is asked over a wire for each of forty times as many.
    ['sqlite', 1000],
    ['postgres', 200],
  ] as const)(
    'of 3 MB from forty connections at once is stored once on %s: %i messages',
    async (kind, count) => {
      const { url, server } = await start(kind);
      const { ids, body } = heavy(count);
      const peak = watchMemory(server);
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => post(server.webhook, body)),
      );
      expect(new Set(answers)).toEqual(new Set([200]));
      expect(peak()).toBeLessThan(1000);
      await isUnharmed(server);
      await server.end('SIGTERM');
      expect(await auditDatabase(url)).toEqual(wholeWith([...ids, 'after']));
    },
    60_000,
  );

  it.each(databases)('of 3 MB with 1,000 messages is stored in seconds on %s', async (kind) => {
    const { url, server } = await start(kind);
    const { ids, body } = heavy(1000);
    const sentAt = performance.now();
    expect(await post(server.webhook, body)).toBe(200);
    expect(performance.now() - sentAt).toBeLessThan(20_000);
    await server.end('SIGTERM');
    expect(await auditDatabase(url)).toEqual(wholeWith(ids));
  });
});

describe('a client', () => {
  it('that sends a byte now and then is ended in time, and nobody waits for it', async () => {
    const database = await makeDatabase('sqlite');
    onTestFinished(database.drop);
    // What is a minute in the real world is two seconds here.
    const config = makeConfig(database.url, null);
    const server = await startServer(config, quiet, { requestMs: 2000 });
    const body = bytesOf(bodies.textBody(mei, 'slow', AT, 'slow'));
    const slow = Array.from({ length: 20 }, () => openLine(server.url));
    for (const { socket } of slow) socket.write(headOf(body.length, body));
    let sent = 0;
    const drip = setInterval(() => {
      for (const line of slow)
        if (!line.isClosed()) line.socket.write(body.subarray(sent, sent + 1));
      sent += 1;
    }, 50);
    const webhook = `${server.url}/webhooks/whatsapp`;
    let count = 0;
    let slowest = 0;
    while (!slow.every((line) => line.isClosed())) {
      const sentAt = performance.now();
      count += 1;
      expect(await post(webhook, bodies.textBody(mei, `m${count}`, AT, 'quick'))).toBe(200);
      slowest = Math.max(slowest, performance.now() - sentAt);
    }
    clearInterval(drip);
    expect(sent).toBeLessThan(body.length);
    expect(count).toBeGreaterThan(20);
    expect(slowest).toBeLessThan(2000);
    // One that is slow but in time is as good as a fast one.
    const patient = openLine(server.url);
    const half = body.length / 2;
    patient.socket.write(headOf(body.length, body));
    patient.socket.write(body.subarray(0, half));
    expect(await post(webhook, bodies.textBody(mei, 'between', AT, 'between'))).toBe(200);
    patient.socket.write(body.subarray(half));
    await until(() => /^HTTP\/1.1 200/.test(patient.heard()));
    await endProcesses();
    await server.close();
  });

  it('that vanishes costs nothing, whenever it goes, and no message that was whole', async () => {
    const { url, server } = await start();
    await post(server.webhook, bodies.textBody(mei, 'm', AT, 'm'));
    const before = server.openFiles();
    const whole: string[] = [];
    const vanish = async (round: number) => {
      const id = `gone ${round}`;
      const body = bytesOf(bodies.textBody(mei, id, AT, id));
      const head = headOf(body.length, body);
      const all = Buffer.concat([Buffer.from(head), body]);
      // In the head, at its end, in the body, and after the last byte, before the answer.
      const places = [10, head.length, head.length + 20, all.length];
      const place = places[round % places.length] ?? 0;
      const isRude = round % 8 < 4;
      const { socket, isClosed } = openLine(server.url);
      socket.write(all.subarray(0, place), () => {
        if (isRude) socket.resetAndDestroy();
        else socket.end();
      });
      // What is reset may be lost on the way; what ended as it should has arrived.
      if (place === all.length && !isRude) whole.push(id);
      await until(isClosed);
    };
    await Promise.all(Array.from({ length: 400 }, (_, round) => vanish(round)));
    await until(server.openFiles, (files) => files <= before + 2);
    await isUnharmed(server);
    const kept = await metaIdsOf(url);
    expect(whole.filter((id) => !kept.includes(id))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
  });

  it('that begins hundreds of large bodies and ends none is cut off, and Meta is not', async () => {
    const { server } = await start();
    const before = server.memoryMb();
    const lines = Array.from({ length: 150 }, () => openLine(server.url));
    for (const { socket } of lines) {
      socket.on('error', () => undefined);
      socket.write(headOf(4 * MB));
      socket.write(Buffer.alloc(4 * MB - 1000, 'x'));
    }
    await until(() => lines.every(({ socket }) => socket.writableLength === 0 || socket.destroyed));
    await isUnharmed(server);
    // A hundred and sixty megabytes of them, and what was cut off but isn't yet cleared away.
    expect(server.memoryMb() - before).toBeLessThan(450);
    for (const { socket } of lines) socket.destroy();
  });

  it('that stops in the middle of a large body holds no more than that body', async () => {
    const { server } = await start();
    const before = server.memoryMb();
    const lines = Array.from({ length: 60 }, () => openLine(server.url));
    const part = Buffer.alloc(4 * MB - 1000, 'x');
    for (const { socket } of lines) {
      socket.write(headOf(4 * MB));
      socket.write(part);
    }
    await until(() => lines.every(({ socket }) => socket.writableLength === 0));
    const sentAt = performance.now();
    await isUnharmed(server);
    expect(performance.now() - sentAt).toBeLessThan(3000);
    expect(server.memoryMb() - before).toBeLessThan(60 * 4 + 150);
    for (const { socket } of lines) socket.destroy();
    await isUnharmed(server, 'later');
  });
});
