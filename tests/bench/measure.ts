/** Figures from noisy machines: medians, and how they stand to what we promise. Every figure is said
 * at once and kept as a row for the results. */
import { say } from '../../backend/cli/say.ts';

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds on the one clock that all processes of this machine share. */
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export interface Row {
  what: string;
  ours: string;
  /** What a bare program did in the same run, where there is one. */
  bare: string;
  ratio: string;
  promise: string;
  isWithin: boolean;
}

export const rows: Row[] = [];

const keep = (row: Row): void => {
  rows.push(row);
  const parts = [
    row.what.padEnd(66),
    row.ours.padStart(26),
    row.bare.padStart(26),
    row.ratio.padStart(7),
    row.promise.padStart(14),
  ];
  say(`${parts.join('  ')}  ${row.isWithin ? 'within' : 'OVER'}`);
};

/** Names the columns of the lines that follow. */
export const sayColumns = (): void => {
  const parts = ['what'.padEnd(66), 'ours'.padStart(26), 'bare program'.padStart(26)];
  say([...parts, '×'.padStart(7), 'promised'.padStart(14)].join('  '));
};

const figure = (value: number): string =>
  value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en');

/** The median of some rounds, and how far apart they were. */
const spread = (values: readonly number[], unit: string): string =>
  `${figure(median(values))} ${unit} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`;

/** One line: what, how much, the limit, and which part of the limit that is. What a bare program took
 * in the same run tells a slow server from a slow hour. */
export const report = (
  what: string,
  value: number,
  limit: number,
  unit: string,
  bare?: number,
): void => {
  const share = value / limit;
  keep({
    what,
    ours: `${figure(value)} ${unit}`,
    bare: bare === undefined ? '' : `${figure(bare)} ${unit}`,
    ratio: `×${share.toFixed(2)}`,
    promise: `< ${limit} ${unit}`,
    isWithin: share < 1,
  });
};

/** Ours beside the bare program's, both by the median of rounds that took turns. The promise is about
 * their ratio: at least so much of what is wanted, at most so much of what is waited for. */
export const compare = (
  what: string,
  ours: readonly number[],
  bare: readonly number[],
  unit: string,
  promise: { least: number } | { most: number },
): void => {
  const ratio = median(ours) / median(bare);
  const isWithin = 'least' in promise ? ratio >= promise.least : ratio <= promise.most;
  keep({
    what,
    ours: spread(ours, unit),
    bare: spread(bare, unit),
    ratio: `×${ratio.toFixed(2)}`,
    promise: 'least' in promise ? `≥ ×${promise.least}` : `≤ ×${promise.most}`,
    isWithin,
  });
};

/** What must be equal, to the last one. */
export const reportSame = (what: string, value: number, wanted: number): void =>
  keep({
    what,
    ours: value.toLocaleString('en'),
    bare: '',
    ratio: `×${(value / wanted).toFixed(2)}`,
    promise: wanted.toLocaleString('en'),
    isWithin: value === wanted,
  });
