/** Deliveries sent over keep-alive connections: as fast as they are answered, or when they are due. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from './deliveries.ts';
import type { Program } from './programs.ts';
import { type Connection, connect } from './wire.ts';

export interface Run {
  perSecond: number;
  /** Milliseconds from sending to the answer, one a delivery. */
  took: number[];
}

const openConnections = ({ url }: Program, count: number) =>
  Promise.all(Array.from({ length: count }, () => connect(url)));

/** So many senders, each with one delivery under way, until the time is up or all are sent. What is
 * under way then is waited for, so that every message sent is one that was acknowledged. */
export const closedLoop = async (
  program: Program,
  deliveries: readonly Delivery[],
  { seconds = Number.POSITIVE_INFINITY, senders = 32 } = {},
): Promise<Run> => {
  const connections = await openConnections(program, senders);
  const took: number[] = [];
  let messages = 0;
  let next = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const work = async ({ post }: Connection) => {
    while (performance.now() < endsAt) {
      const delivery = deliveries[next];
      next += 1;
      if (!delivery) return;
      took.push(await post(delivery.bytes));
      messages += delivery.messages;
    }
  };
  await Promise.all(connections.map(work));
  const ms = performance.now() - startedAt;
  for (const connection of connections) connection.close();
  program.acknowledged += messages;
  return { perSecond: (messages * 1000) / ms, took };
};

/** Each at its own moment, whether the one before was answered or not. Nobody waits for a connection:
 * when none is free another is opened. */
export const openLoop = async (
  program: Program,
  deliveries: readonly Delivery[],
  perSecond: number,
  onSend?: (delivery: Delivery) => void,
): Promise<Run> => {
  const free = await openConnections(program, 8);
  const took: number[] = [];
  const send = async (delivery: Delivery) => {
    const connection = free.pop() ?? (await connect(program.url));
    onSend?.(delivery);
    took.push(await connection.post(delivery.bytes));
    program.acknowledged += delivery.messages;
    free.push(connection);
  };
  const all: Promise<void>[] = [];
  const startedAt = performance.now();
  for (const [index, delivery] of deliveries.entries()) {
    const dueIn = startedAt + (index * 1000) / perSecond - performance.now();
    if (dueIn > 0) await wait(dueIn);
    all.push(send(delivery));
  }
  await Promise.all(all);
  for (const connection of free) connection.close();
  return { perSecond, took };
};
