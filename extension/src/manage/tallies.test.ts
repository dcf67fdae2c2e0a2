import type { WidgetId } from '@deskside/shared/ids';
import { describe, expect, it } from 'vitest';
import { csvOf, metricsCsv } from './csv.ts';
import { changeOf, daysFrom, recentDays, scaleOf } from './tallies.ts';

const tally = (day: string, widgetId: string, customer: number) => ({
  day,
  widgetId: widgetId as WidgetId,
  conversations: 1,
  messages: { customer, bot: 0, agent: 1, phone: 0 },
});

describe('the days of a period', () => {
  it('have no gap, across months and changes of clocks', () => {
    expect(daysFrom('2026-03-28', '2026-04-01')).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
      '2026-04-01',
    ]);
  });

  it('add up over widgets, or show one', () => {
    const reply = {
      recent: { from: '2026-11-19', to: '2026-11-20', tallies: [] },
      days: [
        tally('2026-11-20', 'a', 3),
        tally('2026-11-20', 'b', 4),
        tally('2026-09-01', 'a', 99),
      ],
    };
    const counts = (widgetId: string | null) =>
      recentDays(reply, widgetId).map(({ conversations, messages }) => [
        conversations,
        messages.customer,
      ]);
    expect(counts(null)).toEqual([
      [0, 0],
      [2, 7],
    ]);
    expect(counts('b')).toEqual([
      [0, 0],
      [1, 4],
    ]);
  });
});

describe('a change', () => {
  it('is a share of what was, and nothing where nothing was', () => {
    expect(changeOf(112, 100)).toBeCloseTo(0.12);
    expect(changeOf(0, 4)).toBe(-1);
    expect(changeOf(4, 0)).toBeNull();
  });
});

describe('a scale', () => {
  it('ends at a round number that holds everything', () => {
    expect([[0], [1], [3], [7], [12], [50], [51], [340]].map(scaleOf)).toEqual([
      1, 1, 5, 10, 20, 50, 100, 500,
    ]);
  });
});

describe('a table for a spreadsheet', () => {
  it('is never a formula, whatever a widget is called', () => {
    for (const name of ['=1+1', '+852 5555', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'])
      expect(csvOf([[name]]), name).toMatch(/^\ufeff"?'/);
    expect(csvOf([['Shop', -2]])).toBe('\ufeffShop,-2\r\n');
  });

  it('keeps what would break it within quotes', () => {
    expect(csvOf([['a "b", c\n=d']])).toBe('\ufeff"a ""b"", c\n=d"\r\n');
  });

  it('has a row for each day and widget', () => {
    const csv = metricsCsv({ days: [tally('2026-11-20', 'a', 3)] }, () => 'Shop');
    expect(csv.split('\r\n')[1]).toBe('2026-11-20,Shop,1,4,3,1,0,0');
  });
});
