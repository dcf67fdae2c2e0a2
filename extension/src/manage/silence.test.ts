import { describe, expect, it } from 'vitest';
import { silenceOf } from './silence.ts';

const hours = (counts: readonly number[], usual: number) =>
  counts.map((stored, index) => ({ at: index, stored, usual }));

describe('silence', () => {
  it('is told in whole hours, against what is usual in them', () => {
    const quiet = hours([5, 0, 0, 0, 0, 0, 0, 0], 12);
    expect(silenceOf({ hours: quiet, usualDays: 7 })).toEqual({ hours: 6, usual: 12 });
  });

  it('is no news where little comes, while something comes, or when nothing is usual yet', () => {
    expect(silenceOf({ hours: hours([5, 0, 0, 0], 2), usualDays: 7 })).toBeNull();
    expect(silenceOf({ hours: hours([0, 0, 0, 1], 50), usualDays: 7 })).toBeNull();
    expect(silenceOf({ hours: hours([0, 0, 0, 0], 50), usualDays: 0 })).toBeNull();
    expect(silenceOf({ hours: hours([0, 5, 0], 50), usualDays: 7 })).toBeNull();
  });
});
