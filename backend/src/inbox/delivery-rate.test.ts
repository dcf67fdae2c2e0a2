import { describe, expect, it } from 'vitest';
import { rateOf } from './delivery-rate.ts';

const HOUR = 3_600_000;
const running = 500_000;
const now = running * HOUR + 20 * 60_000;
const row = (hoursAgo: number, count: number, outcome: 'stored' | 'bad-signature' = 'stored') => ({
  hour: running - hoursAgo,
  numberId: 'n',
  outcome,
  count,
  lastAt: 0,
});

describe('the rate of deliveries', () => {
  it('has twenty-four hours, the running one last, silent ones too', () => {
    const { hours } = rateOf([row(0, 3), row(23, 5)], now);
    expect(hours).toHaveLength(24);
    expect(hours.at(-1)).toEqual({ at: running * HOUR, stored: 3, usual: 0 });
    expect(hours[0]?.stored).toBe(5);
    expect(hours[1]?.stored).toBe(0);
  });

  it('is measured by the same hour of the days before, silent days included', () => {
    const { hours, usualDays } = rateOf([row(24, 10), row(48, 20), row(96, 2)], now);
    expect(usualDays).toBe(4);
    expect(hours.at(-1)?.usual).toBe(8);
    expect(hours.at(-2)?.usual).toBe(0);
  });

  it('knows no usual before a day has passed, and counts only what was stored', () => {
    expect(rateOf([row(20, 10)], now).usualDays).toBe(0);
    expect(rateOf([row(24, 10, 'bad-signature')], now).hours.at(-1)?.usual).toBe(0);
    expect(rateOf([], now)).toMatchObject({ usualDays: 0 });
  });

  it('forgets what is older than two weeks', () => {
    expect(rateOf([row(24 * 15, 140), row(24 * 14, 14)], now).hours.at(-1)?.usual).toBe(1);
  });
});
