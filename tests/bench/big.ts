/** One body as large as Meta's limit, and what it does to those who come beside it. */
import { setTimeout as wait } from 'node:timers/promises';
import { makeDeliveries } from './deliveries.ts';
import { closedLoop, openLoop } from './load.ts';
import { median, report } from './measure.ts';
import type { Program } from './programs.ts';

const ROUNDS = 5;
const MESSAGES = 1000;

export const benchBig = async (ours: Program): Promise<void> => {
  const [big, others]: [number[], number[]] = [[], []];
  // Long texts make it three megabytes; shorter bodies of as many are in the throughput.
  const bodies = makeDeliveries(ROUNDS, { messages: MESSAGES, textLength: 1500 });
  for (const body of bodies) {
    // The big one comes into the middle of a second of others.
    const beside = openLoop(ours, makeDeliveries(200, { messages: 1 }), 200);
    await wait(300);
    const { took } = await closedLoop(ours, [body], { senders: 1 });
    big.push(...took);
    others.push(Math.max(...(await beside).took));
  }
  const megabytes = ((bodies[0]?.bytes.length ?? 0) / 1e6).toFixed(1);
  report(`a ${megabytes} MB body of a thousand messages: median of 5`, median(big), 500, 'ms');
  report('the slowest of all that came beside those, 200/s', Math.max(...others), 500, 'ms');
};
