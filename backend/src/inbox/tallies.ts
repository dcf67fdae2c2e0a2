/**
 * Thirty days in numbers, and the thirty before. Counted from the messages themselves, a day at a time:
 * nothing is written for it when a message comes in, and nothing waits longer than for one day's rows.
 * Days that are over hardly change (Meta may be late), so they are remembered: for an hour, and for a
 * day when nothing comes late any more. With a million messages in the sixty days, the first answer
 * after a start takes seven seconds of work in small pieces, the next ones a fifth of a second.
 */
import { setImmediate } from 'node:timers/promises';
import type { WidgetId } from '@deskside/shared/ids';
import type { ByOrigin, DayTally, MetricsReply, PeriodTally } from '@deskside/shared/manage';
import type { Store } from '../store/db.ts';
import { type Opening, openedBetween, spokenBetween } from '../store/tallies.ts';
import { workspaceSettings } from '../store/workspace.ts';
import { type CalendarDay, lastDays, serverTimeZone } from './calendar.ts';

const PERIOD_DAYS = 30;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** For how long a day's tally is believed. Meta comes again for seven days with what it couldn't
 * deliver, mostly within hours; after that a day stays as it is. */
const lifeOf = (day: CalendarDay, now: number): number => {
  if (day.to > now - 6 * HOUR_MS) return 15 * 1000;
  return day.to > now - 8 * DAY_MS ? HOUR_MS : DAY_MS;
};

/** As little as the sums need: this is what is remembered. */
interface OfWidget {
  conversations: readonly string[];
  messages: ByOrigin;
  sessions: number;
  /** How long each answered session waited. */
  waitsMs: readonly number[];
  byBot: number;
}
type OfDay = ReadonlyMap<WidgetId, OfWidget>;

export interface Tallies {
  read: () => Promise<MetricsReply>;
  /** Lets go of what is remembered: it is a cache, and nobody may ask for weeks. */
  forget: () => void;
}

export const createTallies = ({ read }: Store, clock: () => number): Tallies => {
  const known = new Map<string, { at: number; tally: OfDay }>();
  let running: Promise<MetricsReply> | undefined;

  const dayOf = async (day: CalendarDay, now: number): Promise<OfDay> => {
    const key = `${day.from} ${day.to}`;
    const found = known.get(key);
    if (found && now - found.at < lifeOf(day, now)) return found.tally;
    const spoken = await spokenBetween(read, day);
    // Between two questions others get their turn: SQLite answers within ours.
    await setImmediate();
    const tally = tallyDay(spoken, await openedBetween(read, day));
    await setImmediate();
    known.set(key, { at: now, tally });
    return tally;
  };

  const count = async (): Promise<MetricsReply> => {
    const now = clock();
    const timeZone = (await workspaceSettings(read)).timeZone ?? serverTimeZone();
    const calendar = lastDays(now, timeZone, 2 * PERIOD_DAYS);
    const days: OfDay[] = [];
    for (const day of calendar) days.push(await dayOf(day, now));
    const periodOf = (from: number) => ({
      from: calendar[from]?.day ?? '',
      to: calendar[from + PERIOD_DAYS - 1]?.day ?? '',
      tallies: tallyPeriod(days.slice(from, from + PERIOD_DAYS)),
    });
    return {
      timeZone,
      at: now,
      recent: periodOf(PERIOD_DAYS),
      before: periodOf(0),
      days: days.flatMap((tally, index) => daysOf(calendar[index]?.day ?? '', tally)),
    };
  };

  return {
    // Two who ask at once are told the same.
    read: () => {
      running ??= count().finally(() => {
        running = undefined;
      });
      return running;
    },
    forget: () => {
      for (const [key, { at }] of known) if (clock() - at >= DAY_MS) known.delete(key);
    },
  };
};

const nothing = (): ByOrigin => ({ customer: 0, bot: 0, agent: 0, phone: 0 });

const tallyDay = (
  spoken: Awaited<ReturnType<typeof spokenBetween>>,
  openings: readonly Opening[],
): OfDay => {
  const byWidget = Map.groupBy(spoken, ({ widgetId }) => widgetId);
  const opened = Map.groupBy(openings, ({ widgetId }) => widgetId);
  const widgetIds = new Set([...byWidget.keys(), ...opened.keys()]);
  return new Map(
    [...widgetIds].map((widgetId) => {
      const rows = byWidget.get(widgetId) ?? [];
      const messages = nothing();
      for (const { origin, count } of rows) messages[origin] += Number(count);
      const conversations = [
        ...new Set(rows.map(({ conversationId }) => conversationId as string)),
      ];
      return [widgetId, { conversations, messages, ...waitsOf(opened.get(widgetId) ?? []) }];
    }),
  );
};

const waitsOf = (openings: readonly Opening[]) => ({
  sessions: openings.length,
  waitsMs: openings.flatMap(({ openedAt, repliedAt }) =>
    repliedAt === null ? [] : repliedAt - openedAt,
  ),
  byBot: openings.filter(({ repliedBy }) => repliedBy === 'bot').length,
});

const daysOf = (day: string, tally: OfDay): DayTally[] =>
  [...tally].map(([widgetId, { conversations, messages }]) => ({
    day,
    widgetId,
    conversations: conversations.length,
    messages,
  }));

/** All widgets together come first. */
const tallyPeriod = (days: readonly OfDay[]): PeriodTally[] => {
  const widgetIds = new Set(days.flatMap((day) => [...day.keys()]));
  const of = (widgetId: WidgetId | null) =>
    days.flatMap((day) => (widgetId ? (day.get(widgetId) ?? []) : [...day.values()]));
  return [null, ...widgetIds].map((widgetId) => ({ widgetId, ...sumUp(of(widgetId)) }));
};

const sumUp = (parts: readonly OfWidget[]): Omit<PeriodTally, 'widgetId'> => {
  const messages = nothing();
  const conversations = new Set<string>();
  for (const part of parts) {
    for (const origin of ['customer', 'bot', 'agent', 'phone'] as const)
      messages[origin] += part.messages[origin];
    for (const id of part.conversations) conversations.add(id);
  }
  const waitsMs = parts.flatMap((part) => part.waitsMs);
  return {
    conversations: conversations.size,
    messages,
    sessions: parts.reduce((sum, part) => sum + part.sessions, 0),
    answered: waitsMs.length,
    byBot: parts.reduce((sum, part) => sum + part.byBot, 0),
    firstReplyMs: medianOf(waitsMs),
  };
};

/** Half were quicker, half slower: one customer who waited over a weekend doesn't move it. */
export const medianOf = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) return null;
  const lower = sorted[Math.ceil(middle) - 1] ?? upper;
  return Math.round((lower + upper) / 2);
};
