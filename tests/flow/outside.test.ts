/** The outside of the server, which other programs start and call by name: a real process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { newId } from '@deskside/shared/ids';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeMeta, SECRET, startFakeMeta } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';
import { type Device, databases, makeDatabase, OWNER_CODE, pairDevice, until } from '../make.ts';

const MAIN = join(import.meta.dirname, '../../backend/src/main.ts');
const mei = { name: 'Mei', phone: '85291234567' };

interface Running {
  url: string;
  child: ChildProcess;
  output: () => string;
}

const children: ChildProcess[] = [];
const start = async (database: string, meta: FakeMeta, more: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      DESKSIDE_PORT: '0',
      DESKSIDE_DATABASE: database,
      DESKSIDE_PRACTICE: 'off',
      META_APP_SECRET: `old-secret,${SECRET}`,
      META_ACCESS_TOKEN: 'graph-token',
      META_GRAPH_URL: meta.graphUrl,
      ...more,
    },
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const url = await until(() => /"url":"([^"]+)"/.exec(output)?.[1] ?? '');
  return { url, child, output: () => output } satisfies Running;
};

const stop = async (child: ChildProcess, signal: NodeJS.Signals) => {
  const ended = once(child, 'exit');
  child.kill(signal);
  return (await ended) as [number | null, string | null];
};

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const everyMessage = async (owner: Device) => {
  const texts = new Set<string>();
  for (let after = 0; ; ) {
    const { events } = await owner.changes(after);
    for (const raw of events) {
      const { seq, type, row } = raw as {
        seq: number;
        type: string;
        row: { content?: { text?: string } };
      };
      if (type === 'message' && row.content?.text) texts.add(row.content.text);
      after = seq;
    }
    if (events.length === 0) return texts;
  }
};

describe.each(databases)('a server process on %s', (kind) => {
  it('prints the owner’s code once, drains and exits 0 on SIGTERM', async () => {
    const database = await makeDatabase(kind);
    const meta = await startFakeMeta();
    const first = await start(database.url, meta);
    const link = await until(() => /(http\S+)\/pair#(\S+)/.exec(first.output()));
    await pairDevice(first.url, link?.[2], 'Ada');
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/openapi.json'])
      expect((await fetch(first.url + path)).status).toBe(200);
    expect(await stop(first.child, 'SIGTERM')).toEqual([0, null]);
    const second = await start(database.url, meta);
    expect(second.output()).not.toContain('/pair#');
    await stop(second.child, 'SIGTERM');
    await meta.close();
    await database.drop();
  });

  it('killed in a burst, it has every delivery that it answered 200', async () => {
    const database = await makeDatabase(kind);
    const meta = await startFakeMeta();
    const code = { DESKSIDE_PAIRING_CODE: OWNER_CODE };
    const first = await start(database.url, meta, code);
    const owner = await pairDevice(first.url);
    const accepted: string[] = [];
    const burst = Array.from({ length: 1000 }, async (_, i) => {
      const body = bodies.textBody(mei, `m${i}`, Date.now() - 1_000_000 + i * 1000, `text ${i}`);
      const status = await meta.deliver(`${first.url}/webhooks/whatsapp`, body).catch(() => 0);
      if (status === 200) accepted.push(`text ${i}`);
      if (accepted.length === 200) first.child.kill('SIGKILL');
    });
    await Promise.all(burst);
    expect(accepted.length).toBeGreaterThanOrEqual(200);
    expect(accepted.length).toBeLessThan(1000);
    const second = await start(database.url, meta, code);
    const again: Device = {
      ...owner,
      changes: async (after) =>
        (await fetch(`${second.url}/api/changes?after=${after}`, {
          headers: { authorization: `Bearer ${owner.token}` },
        }).then((response) => response.json())) as Awaited<ReturnType<Device['changes']>>,
    };
    const kept = await everyMessage(again);
    expect(accepted.filter((text) => !kept.has(text))).toEqual([]);
    await stop(second.child, 'SIGTERM');
    await meta.close();
    await database.drop();
  });

  it('killed while Meta has a reply, it never sends that one again', async () => {
    const database = await makeDatabase(kind);
    const meta = await startFakeMeta();
    const code = { DESKSIDE_PAIRING_CODE: OWNER_CODE };
    const first = await start(database.url, meta, code);
    const owner = await pairDevice(first.url);
    await meta.deliver(
      `${first.url}/webhooks/whatsapp`,
      bodies.textBody(mei, 'm1', Date.now(), 'hi'),
    );
    const [conversation] = (await owner.snapshot()).conversations;
    meta.mood = { kind: 'wait', until: Promise.withResolvers<void>().promise };
    const command = { id: newId(), type: 'reply', conversationId: conversation?.id, text: 'once' };
    await owner.command(command);
    await until(() => meta.taken.length === 1);
    await stop(first.child, 'SIGKILL');
    meta.mood = { kind: 'well' };
    const second = await start(database.url, meta, code);
    const webhook = `${second.url}/webhooks/whatsapp`;
    await meta.deliver(
      webhook,
      bodies.statusBody('wamid.fake.1', 'delivered', Date.now(), { ourId: command.id }),
    );
    const response = await fetch(`${second.url}/api/snapshot`, {
      headers: { authorization: `Bearer ${owner.token}` },
    });
    const { messages } = (await response.json()) as {
      messages: { id: string; delivery: string }[];
    };
    expect(messages.find(({ id }) => id === command.id)?.delivery).toBe('delivered');
    expect(meta.taken).toHaveLength(1);
    await stop(second.child, 'SIGTERM');
    await meta.close();
    await database.drop();
  });
});

describe('two server processes on one Postgres', () => {
  it('both see every event, in order, whichever of them was told', async () => {
    const database = await makeDatabase('postgres');
    const meta = await startFakeMeta();
    const one = await start(database.url, meta, { DESKSIDE_PAIRING_CODE: OWNER_CODE });
    const two = await start(database.url, meta);
    const owner = await pairDevice(one.url);
    const listen = async (url: string) => {
      const seqs: number[] = [];
      const response = await fetch(`${url}/api/events?after=0`, {
        headers: { authorization: `Bearer ${owner.token}` },
      });
      const read = async () => {
        if (!response.body) return;
        for await (const chunk of response.body.pipeThrough(new TextDecoderStream()))
          for (const [, seq] of chunk.matchAll(/^id: (\d+)$/gm)) seqs.push(Number(seq));
      };
      void read().catch(() => seqs.push(Number.NaN));
      return seqs;
    };
    const heard = await Promise.all([listen(one.url), listen(two.url)]);
    // The same customers and the same messages through both doors at once.
    const burst = Array.from({ length: 200 }, (_, i) => {
      const who = { name: `P${i % 7}`, phone: `8529000000${i % 7}` };
      const body = bodies.textBody(who, `m${i}`, Date.now() - 500_000 + i * 1000, `t${i}`);
      return [one.url, two.url].map((url) => meta.deliver(`${url}/webhooks/whatsapp`, body));
    });
    expect(new Set(await Promise.all(burst.flat()))).toEqual(new Set([200]));
    const { seq, conversations } = await owner.snapshot();
    expect(conversations).toHaveLength(7);
    expect(conversations.reduce((sum, { unreadCount }) => sum + unreadCount, 0)).toBe(200);
    const all = Array.from({ length: seq }, (_, i) => i + 1);
    await until(() => heard.every((seqs) => seqs.at(-1) === seq));
    for (const seqs of heard) expect(seqs).toEqual(all);
    for (const { child } of [one, two]) await stop(child, 'SIGTERM');
    await meta.close();
    await database.drop();
  });
});
