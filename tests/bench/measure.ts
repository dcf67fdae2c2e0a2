/** Figures from noisy machines: medians, and how they stand to what we promise. */
import { say } from '../../backend/cli/say.ts';

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One line: what, how much, the limit, and which part of the limit that is. */
export const report = (what: string, value: number, limit: number, unit: string): void => {
  const share = value / limit;
  const verdict = share < 1 ? 'within' : 'OVER';
  say(
    `${what.padEnd(58)} ${value.toFixed(value < 10 ? 2 : 0).padStart(6)} ${unit.padEnd(3)} limit ${String(limit).padStart(4)}  ×${share.toFixed(2)}  ${verdict}`,
  );
};
