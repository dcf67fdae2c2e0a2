/** The server alone: how soon it is ready, and what it holds while nobody asks for anything. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median, report } from './measure.ts';
import { startOurs } from './programs.ts';

export const benchStart = async (folder: string): Promise<void> => {
  const starts: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const ours = await startOurs(join(folder, `start-${round}.db`));
    starts.push(ours.readyMs);
    await ours.stop();
  }
  report('server ready from cold, fresh database (median of 7)', median(starts), 300, 'ms');

  const names = Array.from({ length: 5 }, (_, index) => join(folder, `idle-${index}.db`));
  const idle = await Promise.all(names.map((name) => startOurs(name)));
  await wait(3000);
  const memory = median(idle.map((ours) => ours.memory()));
  report('server memory, idle (median of 5)', memory, 100, 'MB');
  for (const ours of idle) await ours.stop();
};
