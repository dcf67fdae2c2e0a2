/** How soon Meta hears 200, when deliveries come at a given rate and wait for nobody. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Device } from '../make.ts';
import { makeDeliveries } from './deliveries.ts';
import { closedLoop, openLoop } from './load.ts';
import { compare, median, quantile, report } from './measure.ts';
import type { Program } from './programs.ts';
import { openStreams } from './streams.ts';

const ROUNDS = 5;

export const benchAcknowledge = async (ours: Program, limit: Program): Promise<void> => {
  const rounds = async (perSecond: number, seconds: number) => {
    const [own, bare]: [number[][], number[][]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const deliveries = makeDeliveries(perSecond * seconds, { messages: 1 });
      bare.push((await openLoop(limit, deliveries, perSecond)).took);
      own.push((await openLoop(ours, deliveries, perSecond)).took);
    }
    const at = (all: number[][], q: number) => all.map((took) => quantile(took, q));
    return { own: (q: number) => at(own, q), bare: (q: number) => at(bare, q) };
  };
  const warmUp = makeDeliveries(4000, { messages: 1 });
  for (const program of [limit, ours]) await closedLoop(program, warmUp, { seconds: 1 });

  const slow = await rounds(200, 3);
  const [middle, most] = [slow.own(0.5), slow.own(0.99)];
  compare('acknowledged at 200/s: median', middle, slow.bare(0.5), 'ms', { most: 2 });
  compare('acknowledged at 200/s: 99th', most, slow.bare(0.99), 'ms', { most: 2 });
  report('acknowledged at 200/s: median, by the clock', median(middle), 2, 'ms');
  report('acknowledged at 200/s: 99th, by the clock', median(most), 10, 'ms');

  const fast = await rounds(1000, 2);
  const bare = median(fast.bare(0.99));
  report('acknowledged at 1,000/s: 99th', median(fast.own(0.99)), 15, 'ms', bare);
};

/** Everything that could be in the way at once: a thousand panels listen, and somebody takes one
 * snapshot after another. */
export const benchBusy = async (ours: Program, device: Device): Promise<void> => {
  const streams = await openStreams(ours.url, device.token, 1000);
  let isOver = false;
  let snapshots = 0;
  const taking = (async () => {
    while (!isOver) {
      await device.snapshot();
      snapshots += 1;
      await wait(50);
    }
  })();
  const { took } = await openLoop(ours, makeDeliveries(1200, { messages: 1 }), 200);
  isOver = true;
  await taking;
  const what = `acknowledged at 200/s, 1,000 streams, ${snapshots} snapshots: slowest`;
  report(what, Math.max(...took), 1000, 'ms');
  await streams.close();
};
