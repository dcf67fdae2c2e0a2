/**
 * Thirty days in numbers, and the thirty before. Counted from the messages themselves, a day at a time:
 * nothing is written for it when a message comes in, and nothing waits longer than for one day's rows.
 * Days that are over hardly change (Meta may be late), so they are remembered for an hour.
 */
import { setImmediate } from 'node:timers/promises';
import type { WidgetId } from '@deskside/shared/ids';
import type { ByOrigin, DayTally, MetricsReply, PeriodTally } from '@deskside/shared/manage';
import type { Store } from '../store/db.ts';
import { type Opening, openedBetween, spokenBetween } from '../store/tallies.ts';
import { workspaceSettings } from '../store/workspace.ts';
import { type CalendarDay, lastDays, serverTimeZone } from './calendar.ts';

const PERIOD_DAYS = 30;
const OVER_MS = 60 * 60 * 1000;
const RUNNING_MS = 15 * 1000;
/** For so long after its end a day still gets what comes late. */
const LATE_MS = 6 * 60 * 60 * 1000;

interface OfWidget {
  conversations: ReadonlySet<string>;
  messages: ByOrigin;
  openings: readonly Opening[];
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
    const lifeMs = day.to < now - LATE_MS ? OVER_MS : RUNNING_MS;
    if (found && now - found.at < lifeMs) return found.tally;
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
      for (const [key, { at }] of known) if (clock() - at >= OVER_MS) known.delete(key);
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
      const conversations = new Set(rows.map(({ conversationId }) => conversationId as string));
      return [widgetId, { conversations, messages, openings: opened.get(widgetId) ?? [] }];
    }),
  );
};

const daysOf = (day: string, tally: OfDay): DayTally[] =>
  [...tally].map(([widgetId, { conversations, messages }]) => ({
    day,
    widgetId,
    conversations: conversations.size,
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
  const openings = parts.flatMap((part) => part.openings);
  const answered = openings.flatMap(({ openedAt, repliedAt, repliedBy }) =>
    repliedAt === null ? [] : [{ afterMs: repliedAt - openedAt, by: repliedBy }],
  );
  return {
    conversations: conversations.size,
    messages,
    sessions: openings.length,
    answered: answered.length,
    byBot: answered.filter(({ by }) => by === 'bot').length,
    firstReplyMs: medianOf(answered.map(({ afterMs }) => afterMs)),
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
