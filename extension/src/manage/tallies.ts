/** From the server's tallies to what the room shows: days without a gap, and how things have changed. */
import type { ByOrigin, DayTally, MetricsReply, PeriodTally } from '@deskside/shared/manage';

export const origins = ['customer', 'agent', 'bot', 'phone'] as const;

export interface Day {
  day: string;
  conversations: number;
  messages: ByOrigin;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every day of a period. Days of a calendar are counted at noon in Greenwich, where none is missing. */
export const daysFrom = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T12:00Z`); at <= Date.parse(`${to}T12:00Z`); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

export const totalOf = (messages: ByOrigin): number =>
  origins.reduce((sum, origin) => sum + messages[origin], 0);

const add = (a: ByOrigin, b: ByOrigin): ByOrigin => ({
  customer: a.customer + b.customer,
  bot: a.bot + b.bot,
  agent: a.agent + b.agent,
  phone: a.phone + b.phone,
});
const nothing: ByOrigin = { customer: 0, bot: 0, agent: 0, phone: 0 };

/** The days of the recent period, for one widget or for all; a conversation belongs to one widget, so
 * theirs add up. */
export const recentDays = (
  { recent, days }: Pick<MetricsReply, 'recent' | 'days'>,
  widgetId: string | null,
): Day[] => {
  const wanted = days.filter((tally) => widgetId === null || tally.widgetId === widgetId);
  const byDay = Map.groupBy(wanted, ({ day }: DayTally) => day);
  return daysFrom(recent.from, recent.to).map((day) =>
    (byDay.get(day) ?? []).reduce<Day>(
      (sum, tally) => ({
        day,
        conversations: sum.conversations + tally.conversations,
        messages: add(sum.messages, tally.messages),
      }),
      { day, conversations: 0, messages: nothing },
    ),
  );
};

const silent: Omit<PeriodTally, 'widgetId'> = {
  conversations: 0,
  messages: nothing,
  sessions: 0,
  answered: 0,
  byBot: 0,
  firstReplyMs: null,
};

export const periodOf = (
  { tallies }: MetricsReply['recent'],
  widgetId: string | null,
): Omit<PeriodTally, 'widgetId'> => tallies.find((tally) => tally.widgetId === widgetId) ?? silent;

/** How much more there was than before, as a share of what there was; null when there was nothing. */
export const changeOf = (now: number, before: number): number | null =>
  before === 0 ? null : (now - before) / before;

/** A round number at or above the greatest: where a chart's scale ends. */
export const scaleOf = (values: readonly number[]): number => {
  const greatest = Math.max(1, ...values);
  const step = 10 ** Math.floor(Math.log10(greatest));
  const ends = [1, 2, 5, 10].map((times) => times * step);
  return ends.find((end) => end >= greatest) ?? greatest;
};
