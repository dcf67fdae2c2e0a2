import { connect } from 'node:net';
import { createParser } from 'eventsource-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, until, type World } from '../make.ts';

const mei = { name: 'Mei', phone: '85291234567' };
const AT = 1_790_000_000_000;

interface Heard {
  seqs: number[];
  words: string[];
  isEnded: boolean;
  stop: () => void;
}

describe.each(databases)('the stream on %s', (kind) => {
  let world: World;
  let now = AT;
  beforeEach(async () => {
    now = AT;
    world = await makeWorld(kind, { clock: () => now });
  });
  afterEach(() => world.close());

  const listen = async (query: string, headers: Record<string, string> = {}): Promise<Heard> => {
    const stopped = new AbortController();
    const response = await fetch(`${world.server.url}/api/events${query}`, {
      headers: { authorization: `Bearer ${world.owner.token}`, ...headers },
      signal: stopped.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const heard: Heard = { seqs: [], words: [], isEnded: false, stop: () => stopped.abort() };
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event) heard.words.push(event);
        else heard.seqs.push((JSON.parse(data) as { seq: number }).seq);
      },
      onComment: (comment) => heard.words.push(comment),
    });
    const read = async () => {
      if (!response.body) return;
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream()))
        parser.feed(chunk);
    };
    void read()
      .catch((error: unknown) => heard.words.push(String(error)))
      .finally(() => {
        heard.isEnded = true;
      });
    return heard;
  };
  const say = (n: number) => world.deliver(bodies.textBody(mei, `m${n}`, AT + n * 1000, `${n}`));
  const end = async () => (await world.owner.snapshot()).seq;
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('says it is connected at once, catches up, and goes on live, without a gap', async () => {
    await say(1);
    const heard = await listen('?after=0');
    await until(() => heard.words.includes('live'));
    expect(heard.words[0]).toBe('connected');
    await Promise.all(range(2, 6).map(say));
    const last = await end();
    await until(() => heard.seqs.at(-1) === last);
    expect(heard.seqs).toEqual(range(1, last));
    heard.stop();
  });

  it('takes the cursor from Last-Event-ID as well', async () => {
    await say(1);
    const last = await end();
    const heard = await listen('', { 'last-event-id': String(last - 1) });
    await until(() => heard.seqs.length > 0);
    expect(heard.seqs).toEqual([last]);
    heard.stop();
  });

  it('starts from now for whoever names no place', async () => {
    await say(1);
    const heard = await listen('');
    await until(() => heard.words.includes('live'));
    const before = await end();
    await say(2);
    await until(() => heard.seqs.length > 0);
    expect(heard.seqs[0]).toBe(before + 1);
    heard.stop();
  });

  it('resets a cursor that is from the future, too old, or of another protocol', async () => {
    for (const n of range(1, 6)) await say(n);
    const middle = await end();
    now += 8 * 24 * 3_600_000;
    for (const n of range(7, 12)) await say(n);
    // What is a week old is forgotten, as the server does by itself once an hour.
    await world.server.tidyUp();
    const last = await end();
    for (const query of [`?after=${last + 1}`, '?after=1', `?after=${last}&protocol=99`]) {
      const heard = await listen(query);
      await until(() => heard.isEnded);
      expect(heard.words).toContain('reset');
      const { isReset } = await (await world.owner.ask(`/api/changes${query}`)).json();
      expect(isReset).toBe(true);
    }
    const near = await listen(`?after=${middle}`);
    await until(() => near.seqs.length === last - middle);
    near.stop();
    expect((await world.owner.ask('/api/changes?after=rubbish')).status).toBe(400);
  });

  it('gives the same events as JSON', async () => {
    await say(1);
    const { events, seq, isReset } = await world.owner.changes(0);
    expect(isReset).toBe(false);
    expect((events as { seq: number }[]).map((event) => event.seq)).toEqual(range(1, seq));
  });

  it('lets one who was away long catch up, and goes on serving meanwhile', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => ({
      seq: 1_000_000 + i,
      at: AT,
      changes: JSON.stringify([['contact', `c${i}${'x'.repeat(600)}`]]),
    }));
    // Past the door that counts places, as if they had been written long ago.
    const { read } = world.server.store;
    for (let from = 0; from < rows.length; from += 500)
      await read
        .insertInto('events')
        .values(rows.slice(from, from + 500))
        .execute();
    await read.updateTable('log').set({ seq: 1_005_999 }).where('id', '=', 1).execute();
    const heard = await listen('?after=0');
    expect((await fetch(`${world.server.url}/healthz`)).status).toBe(200);
    await until(() => heard.words.includes('live'), Boolean, 20_000);
    expect(heard.seqs.at(-1)).toBe(1_005_999);
    expect(heard.seqs.filter((seq) => seq >= 1_000_000)).toHaveLength(6000);
    heard.stop();
  });

  it('cuts off a listener that can’t keep up, and serves the others on', async () => {
    const slow = connect(Number(new URL(world.server.url).port), '127.0.0.1');
    slow.write(
      `GET /api/events?after=${await end()} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.owner.token}\r\n\r\n`,
    );
    // Paused from the start: the socket fills, then the server's own buffer.
    slow.pause();
    let isCut = false;
    slow.on('close', () => {
      isCut = true;
    });
    slow.on('error', () => undefined);
    const good = await listen(`?after=${await end()}`);
    await until(() => good.words.includes('live'));
    const listeners = async () => {
      const metrics = await (await fetch(`${world.server.url}/metrics`)).text();
      return Number(/^deskside_listeners (\d+)/m.exec(metrics)?.[1]);
    };
    await until(listeners, (count) => count === 2);
    const long = 'x'.repeat(500_000);
    for (let n = 0; n < 60 && (await listeners()) === 2; n += 1)
      await world.deliver(bodies.textBody(mei, `long ${n}`, AT + n * 1000, long));
    expect(await listeners()).toBe(1);
    slow.resume();
    await until(() => isCut);
    const last = await end();
    await until(() => good.seqs.at(-1) === last);
    good.stop();
  });

  it('ends the streams of a device whose token is revoked', async () => {
    const heard = await listen(`?after=${await end()}`);
    await until(() => heard.words.includes('live'));
    await world.owner.ask('/api/devices/current', { method: 'DELETE' });
    await until(() => heard.isEnded);
  });
});
