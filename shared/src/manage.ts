/**
 * What the manage page asks for: numbers over time, people and their browsers, deliveries by the hour,
 * and the workspace's own settings. Nothing here is part of the inbox, so nothing of it is streamed.
 */
import * as z from 'zod/mini';
import { AgentId, DeviceId, WidgetId } from './ids.ts';
import { Agent, Role } from './models.ts';

const count = z.int().check(z.nonnegative());
const Done = z.object({ ok: z.boolean() });

/** A day of the workspace's calendar, as 2026-11-20. */
const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

export const ByOrigin = z.object({ customer: count, bot: count, agent: count, phone: count });
export type ByOrigin = z.infer<typeof ByOrigin>;

/** What was said on one day to and from one widget. Notices and what never left aren't counted. */
export const DayTally = z.object({
  day: Day,
  widgetId: WidgetId,
  /** In how many conversations anybody spoke. */
  conversations: count,
  messages: ByOrigin,
});
export type DayTally = z.infer<typeof DayTally>;

/** The same over thirty days, for one widget or for all of them. */
export const PeriodTally = z.object({
  widgetId: z.nullable(WidgetId),
  conversations: count,
  messages: ByOrigin,
  /** Sessions that opened, those of them that were answered, and those that the bot answered first. */
  sessions: count,
  answered: count,
  byBot: count,
  /** The median time from a session's opening to the first answer in it. */
  firstReplyMs: z.nullable(count),
});
export type PeriodTally = z.infer<typeof PeriodTally>;

const Period = z.object({ from: Day, to: Day, tallies: z.array(PeriodTally) });

export const MetricsReply = z.object({
  timeZone: z.string(),
  /** When it was counted. Days that are over are counted again after an hour only. */
  at: z.int(),
  recent: Period,
  before: Period,
  /** Both periods, oldest first; a day on which a widget was silent isn't among them. */
  days: z.array(DayTally),
});
export type MetricsReply = z.infer<typeof MetricsReply>;

export const Person = z.object({
  agent: Agent,
  createdAt: z.int(),
  devices: z.array(
    z.object({
      id: DeviceId,
      createdAt: z.int(),
      /** To within a few minutes; null when it hasn't been back since it was paired. */
      lastSeenAt: z.nullable(z.int()),
      isThisOne: z.boolean(),
    }),
  ),
});
export type Person = z.infer<typeof Person>;
export const PeopleReply = z.object({ people: z.array(Person) });
export const RoleRequest = z.object({ role: Role });

/** With `agentId` the code pairs one more browser of somebody who is here already. */
export const CodeRequest = z.object({ role: Role, agentId: z.optional(AgentId) });

/** What came of a delivery at our door. */
export const outcomes = ['stored', 'aside', 'bad-signature', 'too-large', 'unavailable'] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof Outcome>;

/** One hour of deliveries, against what is usual in it: the mean of the days before. */
export const HourTally = z.object({ at: z.int(), stored: count, usual: z.number() });
export type HourTally = z.infer<typeof HourTally>;

export const DeliveriesReply = z.object({
  at: z.int(),
  /** The last twenty-four, oldest first; the one that runs is the last. */
  hours: z.array(HourTally),
  /** On how many days the usual rests. */
  usualDays: count,
  lastAt: z.nullable(z.int()),
  /** Today and yesterday, to the hour. */
  outcomes: z.array(z.object({ outcome: Outcome, count, lastAt: z.int() })),
  widgets: z.array(
    z.object({
      widgetId: WidgetId,
      lastAt: z.nullable(z.int()),
      thisHour: count,
      usual: z.number(),
    }),
  ),
});
export type DeliveriesReply = z.infer<typeof DeliveriesReply>;

/** For how long messages are kept, in days. Never less than the two periods of the metrics. */
export const KEEP_DAYS = [90, 180, 365, 730, 1825] as const;

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

export const WorkspaceSettings = z.object({
  name: z.string().check(z.maxLength(80)),
  /** Null for the server's own. */
  timeZone: z.nullable(z.string().check(z.refine(isTimeZone, { error: 'no such time zone' }))),
  /** Null: kept for good. */
  keepDays: z.nullable(z.literal(KEEP_DAYS)),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

export const WorkspaceReply = z.object({
  settings: WorkspaceSettings,
  serverTimeZone: z.string(),
  /** How long the log keeps events for extensions that were away. */
  logDays: z.number(),
});
export type WorkspaceReply = z.infer<typeof WorkspaceReply>;

const closed = { isOpen: false, query: {}, request: null } as const;

export const manageEndpoints = {
  metrics: {
    ...closed,
    method: 'GET',
    path: '/api/metrics',
    summary: 'Thirty days in numbers, and the thirty before (admins).',
    reply: MetricsReply,
  },
  people: {
    ...closed,
    method: 'GET',
    path: '/api/people',
    summary: 'Everybody, with role and paired browsers (admins).',
    reply: PeopleReply,
  },
  changeRole: {
    ...closed,
    method: 'POST',
    path: '/api/people/:id/role',
    summary: 'Give somebody another role (admins; owners are an owner’s matter).',
    request: RoleRequest,
    reply: Done,
  },
  removePerson: {
    ...closed,
    method: 'DELETE',
    path: '/api/people/:id',
    summary:
      'Remove somebody, and revoke their browsers (admins). Their name stays on what they wrote.',
    reply: Done,
  },
  deliveries: {
    ...closed,
    method: 'GET',
    path: '/api/deliveries',
    summary: 'Deliveries from Meta by the hour, against what is usual (admins).',
    reply: DeliveriesReply,
  },
  workspace: {
    ...closed,
    method: 'GET',
    path: '/api/workspace',
    summary: 'The workspace’s settings (admins).',
    reply: WorkspaceReply,
  },
  saveWorkspace: {
    ...closed,
    method: 'POST',
    path: '/api/workspace',
    summary: 'Change the workspace’s settings (admins).',
    request: WorkspaceSettings,
    reply: Done,
  },
} as const;
