/** What a crowd of listeners costs: the time until the last of them has an event, and memory. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pairDevice } from '../make.ts';
import { makeDeliveries } from './deliveries.ts';
import { closedLoop } from './load.ts';
import { compare, machineMs, report } from './measure.ts';
import { type Program, startFanOut, startOurs } from './programs.ts';
import { openStreams } from './streams.ts';
import { connect } from './wire.ts';

const EVENTS = 11;

export const benchCrowd = async (folder: string, count: number): Promise<void> => {
  const [ours, bare] = [await startOurs(join(folder, `crowd-${count}.db`)), await startFanOut()];
  const { token } = await pairDevice(ours.url);
  // What a server grows by with its first work is no stream's.
  await closedLoop(ours, makeDeliveries(10_000, { messages: 1 }), { seconds: 2 });
  await wait(1000);
  const before = ours.memory();
  const sides = [await openSide(bare, 'none', count), await openSide(ours, token, count)] as const;
  const [bareTook, ownTook]: [number[], number[]] = [[], []];
  for (const delivery of makeDeliveries(EVENTS, { messages: 1 })) {
    bareTook.push(await sides[0].tell(delivery));
    ownTook.push(await sides[1].tell(delivery));
  }
  const streams = `${count.toLocaleString('en')} open streams`;
  compare(`an event posted → the last of ${streams}`, ownTook, bareTook, 'ms', { most: 1.5 });
  const kilobytes = ((ours.memory() - before) * 1024) / count;
  report(`server memory for each of ${streams}`, kilobytes, 40, 'kB');
  for (const side of sides) await side.close();
  await ours.stop();
  await bare.stop();
};

const openSide = async ({ url }: Program, token: string, count: number) => {
  const streams = await openStreams(url, token, count);
  const connection = await connect(url);
  return {
    tell: async ({ bytes, mark }: { bytes: Buffer; mark: string }): Promise<number> => {
      const { heard } = await streams.watch(mark);
      const postedAt = machineMs();
      await connection.post(bytes);
      const took = (await heard) - postedAt;
      // The crowd and the server rest, so that one event's work isn't another one's time.
      await wait(100);
      return took;
    },
    close: async () => {
      connection.close();
      await streams.close();
    },
  };
};
