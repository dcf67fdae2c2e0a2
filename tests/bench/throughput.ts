/** How many messages a second are stored and acknowledged, beside the bare program on the same disk. */
import { makeDeliveries } from './deliveries.ts';
import { closedLoop } from './load.ts';
import { compare, report, reportSame } from './measure.ts';
import { countRows, type Program } from './programs.ts';

const ROUNDS = 5;
const SECONDS = 2;
/** V8 takes some ten thousand deliveries to learn a program; what is promised is of one that runs. */
const WARM_UP_SECONDS = 4;

/** More than anyone takes in a round. A thousand messages come from four senders: thirty-two would
 * have a hundred megabytes on their way, which Meta doesn't do to anyone. */
const kinds = [
  { what: 'single-message webhooks a second', messages: 1, count: 40_000, senders: 32 },
  { what: 'messages a second, ten to a body', messages: 10, count: 12_000, senders: 32 },
  { what: 'messages a second, a thousand to a body', messages: 1000, count: 110, senders: 4 },
];

export const benchThroughput = async (
  where: string,
  ours: Program,
  limit: Program,
): Promise<void> => {
  const both = [limit, ours];
  const warmUp = makeDeliveries(40_000, { messages: 1 });
  for (const program of both) await closedLoop(program, warmUp, { seconds: WARM_UP_SECONDS });

  for (const { what, messages, count, senders } of kinds) {
    const rates = new Map<Program, number[]>(both.map((program) => [program, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      const deliveries = makeDeliveries(count, { messages });
      for (const program of both) {
        const { perSecond } = await closedLoop(program, deliveries, { seconds: SECONDS, senders });
        rates.get(program)?.push(perSecond);
      }
    }
    const [bare, own] = [rates.get(limit) ?? [], rates.get(ours) ?? []];
    compare(`${what}, ${where}`, own, bare, '/s', { least: 0.5 });
    for (const program of both) await checkRows(program);
  }
  report(`server memory after that load, ${where}`, ours.memory(), 250, 'MB');
  reportSame(
    `rows in the database, of those acknowledged, ${where}`,
    await countRows(ours),
    ours.acknowledged,
  );
};

/** A figure of messages that nobody stored is none. */
const checkRows = async (program: Program): Promise<void> => {
  const stored = await countRows(program);
  if (stored !== program.acknowledged)
    throw new Error(`${program.database}: ${stored} stored of ${program.acknowledged}`);
};
