/**
 * Keeps this process small. V8 asks for memory as if it had the machine to itself; a server that lives
 * beside others gives back what it doesn't need. V8's own switches for this are read before our first
 * line runs, and how we are started is fixed, so both of these are what can still be turned later.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loading leaves twenty megabytes behind that nobody asks for again, and a server that waits is never
 * busy enough for V8 to notice. Once, before there is anything to delay. */
export const giveBackMemory = (): void => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
};

/** Enough that a transaction's rows die young. Twice as much is no faster here. */
const YOUNG_BYTES = 16 * 1024 * 1024;
/** How much of what lives may gather as rubbish on top, in percent, before the old space is looked
 * through. V8 by itself lets about three times as much gather, and is hardly faster. */
const RUBBISH_PERCENT = 80;

/** After each collection, V8 doubles the space for new objects if many have survived. Once it is large
 * enough, doubling becomes leaving; V8 makes it smaller by itself when there is little to do. */
export const boundMemory = (): void => {
  setFlagsFromString(`--heap-growing-percent=${RUBBISH_PERCENT}`);
  let factor = 2;
  new PerformanceObserver(() => {
    const size = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    const next = (size?.space_size ?? 0) < YOUNG_BYTES ? 2 : 1;
    if (next !== factor) setFlagsFromString(`--semi-space-growth-factor=${next}`);
    factor = next;
  }).observe({ entryTypes: ['gc'] });
};
