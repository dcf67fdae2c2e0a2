import { describe, expect, it } from 'vitest';
import { judgeNumber } from './numbers.ts';

const judged = (typed: string, home?: string) => {
  const { country, kind, problem } = judgeNumber(typed, home);
  return [country, kind, problem];
};

describe('a number', () => {
  it('is told by its country and kind, however it was written', () => {
    expect(judgeNumber('+852 9123 4567')).toEqual({
      e164: '+85291234567',
      written: '+852 9123 4567',
      country: 'HK',
      kind: 'mobile',
      isPossible: true,
      isValid: true,
      problem: null,
      suggestion: null,
    });
    for (const typed of [
      '00852 91234567',
      '＋８５２（９１２３）４５６７',
      '+852-9123-4567',
      '+852.9123.4567',
    ])
      expect(judgeNumber(typed).e164, typed).toBe('+85291234567');
    expect(judged('+852 2123 4567')).toEqual(['HK', 'fixed', null]);
    expect(judged('+44 20 7946 0958')).toEqual(['GB', 'fixed', null]);
    expect(judged('+1 213 373 4253')).toEqual(['US', 'fixed-or-mobile', null]);
    expect(judged('+55 11 96123 4567')).toEqual(['BR', 'mobile', null]);
  });

  it('is said to be of a kind that may not be called or cost a fortune', () => {
    expect(judged('+1 800 234 5678')).toEqual(['US', 'toll-free', null]);
    expect(judged('+852 800 123 456')).toEqual(['HK', 'toll-free', null]);
    expect(judged('+44 909 879 0000')).toEqual(['GB', 'premium', null]);
    // A code that belongs to no country, for freephone numbers of the whole world.
    expect(judged('+800 1234 5678')[0]).toBe(null);
  });

  it('is no number to use when it is a short code', () => {
    for (const typed of ['999', '10655', '123456'])
      expect(judgeNumber(typed).problem, typed).toBe('short-code');
    // A plus before it makes it the beginning of a number, which somebody may still be typing.
    expect(judgeNumber('+1 72345').problem).toBe('too-short');
  });

  it('wants its country’s code, and says what it would be', () => {
    expect(judgeNumber('852 9123 4567')).toMatchObject({
      problem: 'no-country-code',
      suggestion: '+852 9123 4567',
      e164: null,
    });
    expect(judgeNumber('9123 4567', 'HK').suggestion).toBe('+852 9123 4567');
    expect(judgeNumber('91234567')).toMatchObject({ problem: 'no-country-code' });
    expect(judgeNumber('0000 0000 0000').suggestion).toBe(null);
  });

  it('is refused with the reason', () => {
    expect(judgeNumber('').problem).toBe('empty');
    expect(judgeNumber('hello').problem).toBe('not-a-number');
    expect(judgeNumber('+852 9123 O567').problem).toBe('not-a-number');
    expect(judgeNumber('+999 1234 5678').problem).toBe('unknown-country-code');
    expect(judgeNumber('+852 912').problem).toBe('too-short');
    expect(judgeNumber('+852 9123 4567 99999').problem).toBe('too-long');
    expect(judgeNumber('+852 1111 1111').problem).toBe('not-assigned');
  });
});
