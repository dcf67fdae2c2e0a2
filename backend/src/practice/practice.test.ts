import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { openGraph } from '../meta/graph.ts';
import { isSigned } from '../meta/verify.ts';
import { readWebhook } from '../meta/webhook.ts';
import { people } from './people.ts';
import { createPractice } from './practice.ts';

const START = 1_790_000_000_000;

/** Everything that is posted, in order, by a practice number whose second lasts a millisecond. */
const listen = async (seed: string, replies: number) => {
  const heard: string[] = [];
  let isForged = false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    isForged ||= !isSigned(body, String(request.headers['x-hub-signature-256']), ['secret']);
    for (const item of readWebhook(JSON.parse(body.toString()), START))
      heard.push(
        item.kind === 'message'
          ? `${item.origin} ${item.metaId} ${item.content.type === 'text' ? item.content.text : item.content.type}`
          : JSON.stringify([item.kind, item.kind === 'status' && [item.metaId, item.delivery]]),
      );
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const log = createLog('silent').practice;
  const options = { secret: 'secret', seed, clock: () => START, log, secondMs: 1 };
  const practice = createPractice(options);
  practice.start(`http://127.0.0.1:${port}/`);
  const graph = openGraph(practice.call, 'practice', null);
  for (let turn = 0; turn < replies; turn += 1) {
    const to = { numberId: 'practice', phone: '+85291234567', bsuid: null };
    expect(await graph.sendText({ ...to, text: 'hi', ourId: `our${turn}` })).toMatchObject({
      kind: 'taken',
    });
  }
  // Answers come by chance, so their number isn't known: everything has been said when nothing is said
  // for a while that is long beside the longest pause.
  const lines = people.flatMap((person) => person.lines).length;
  for (let last = -1; heard.length < lines + replies * 3 || last !== heard.length; ) {
    last = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  practice.stop();
  server.close();
  expect(isForged).toBe(false);
  return [...heard].sort();
};

describe('the practice number', () => {
  it('says the same under the same seed, and answers otherwise under another', async () => {
    const one = await listen('a', 6);
    expect(await listen('a', 6)).toEqual(one);
    expect(one.filter((line) => line.includes('.answer'))).not.toHaveLength(0);
    expect(await listen('b', 6)).not.toEqual(one);
  });

  it('has people in two languages: a photo, one who is back, one without a phone number', () => {
    const texts = JSON.stringify(people);
    expect(texts).toMatch(/\p{Script=Han}/u);
    expect(people.some(({ phone, username }) => !phone && username)).toBe(true);
    expect(people.some(({ lines }) => lines.some(({ photo }) => photo))).toBe(true);
    expect(
      people.some(
        ({ lines }) =>
          lines[0] && lines[0].after < -24 * 3600 && lines.some(({ after }) => after > 0),
      ),
    ).toBe(true);
  });
});
