import { describe, expect, it } from 'vitest';
import { lastDays } from './calendar.ts';

const HOUR = 3_600_000;
const hoursOf = (at: string, timeZone: string, count: number) =>
  lastDays(Date.parse(at), timeZone, count).map(({ day, from, to }) => [day, (to - from) / HOUR]);

describe('days', () => {
  it('are the workspace’s, not the server’s', () => {
    const late = '2026-11-20T16:30:00Z';
    expect(lastDays(Date.parse(late), 'Asia/Hong_Kong', 1)).toEqual([
      {
        day: '2026-11-21',
        from: Date.parse('2026-11-20T16:00:00Z'),
        to: Date.parse('2026-11-21T16:00:00Z'),
      },
    ]);
    expect(lastDays(Date.parse(late), 'UTC', 1)[0]?.day).toBe('2026-11-20');
  });

  it('follow one another without a gap, oldest first', () => {
    const days = lastDays(Date.parse('2026-03-01T12:00:00Z'), 'Asia/Kolkata', 60);
    expect(days).toHaveLength(60);
    expect(days.at(-1)?.day).toBe('2026-03-01');
    days.forEach(({ to }, index) => {
      if (days[index + 1]) expect(days[index + 1]?.from).toBe(to);
    });
  });

  it('are shorter and longer where clocks change', () => {
    expect(hoursOf('2026-03-29T20:00:00Z', 'Europe/London', 2)).toEqual([
      ['2026-03-28', 24],
      ['2026-03-29', 23],
    ]);
    expect(hoursOf('2026-10-25T20:00:00Z', 'Europe/London', 1)).toEqual([['2026-10-25', 25]]);
    // In Santiago clocks jump at midnight: the day begins at one.
    expect(hoursOf('2026-09-06T20:00:00Z', 'America/Santiago', 1)).toEqual([['2026-09-06', 23]]);
  });
});
