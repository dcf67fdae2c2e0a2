/** How soon a listener has what was posted: the whole way through the disk and the log. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Device } from '../make.ts';
import { makeDeliveries } from './deliveries.ts';
import { openLoop } from './load.ts';
import { median, quantile, report } from './measure.ts';
import type { Program } from './programs.ts';

const ROUNDS = 3;

const rates = [
  { perSecond: 20, seconds: 5 },
  { perSecond: 200, seconds: 2 },
];

export const benchPush = async (ours: Program, limit: Program, device: Device): Promise<void> => {
  const outgoing = request(`${ours.url}/api/events`, {
    headers: { authorization: `Bearer ${device.token}` },
  }).end();
  const [stream] = (await once(outgoing, 'response')) as [IncomingMessage];
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  let tail = '';
  stream.setEncoding('latin1').on('data', (chunk: string) => {
    const now = performance.now();
    for (const [mark] of (tail + chunk).matchAll(/mark-\d+-/g)) {
      const at = sentAt.get(mark);
      // A row may name the message again; the first time is when it is there.
      if (at !== undefined) took.push(now - at);
      sentAt.delete(mark);
    }
    tail = chunk.slice(-40);
  });

  for (const { perSecond, seconds } of rates) {
    const [middle, most]: [number[], number[]] = [[], []];
    // How long the bare program takes only to answer, at the same rate: a machine that has little to do
    // sleeps between two deliveries, and takes its time to wake.
    const bare: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      took.length = 0;
      const deliveries = makeDeliveries(perSecond * seconds, { messages: 1 });
      await openLoop(ours, deliveries, perSecond, ({ mark }) =>
        sentAt.set(mark, performance.now()),
      );
      for (let tries = 0; sentAt.size > 0 && tries < 100; tries += 1) await wait(50);
      if (sentAt.size > 0) throw new Error(`${sentAt.size} messages never came by the stream`);
      // The first round is the compiler's.
      if (round === 0) continue;
      middle.push(quantile(took, 0.5));
      most.push(quantile(took, 0.99));
      bare.push(...(await openLoop(limit, deliveries, perSecond)).took);
    }
    report(`post → SSE frame at ${perSecond}/s: median`, median(middle), 4, 'ms', median(bare));
    report(
      `post → SSE frame at ${perSecond}/s: 99th`,
      median(most),
      10,
      'ms',
      quantile(bare, 0.99),
    );
  }
  stream.destroy();
};
