/**
 * What the stream carries. An event is an upsert of a whole row, so applying one twice is applying it
 * once; `removed` is for rows that are no longer there, or turn out to be another's (a late message joins
 * two sessions, two contacts are one person).
 */
import * as z from 'zod/mini';
import { Agent, Channel, Contact, Conversation, Message, Session, Widget } from './models.ts';
import { Proof } from './proofs.ts';

export const Removed = z.object({
  table: z.enum(['session', 'message', 'conversation', 'contact', 'widget', 'proof']),
  id: z.string(),
});
export type Removed = z.infer<typeof Removed>;

const rows = {
  agent: Agent,
  channel: Channel,
  widget: Widget,
  contact: Contact,
  conversation: Conversation,
  session: Session,
  message: Message,
  proof: Proof,
  removed: Removed,
} as const;

export type Rows = { [T in keyof typeof rows]: z.infer<(typeof rows)[T]> };
export type EventType = keyof Rows;
export const eventTypes = Object.keys(rows) as EventType[];

/** Kinds of rows that screens see. */
export type RowType = Exclude<EventType, 'removed'>;

const place = { seq: z.int(), at: z.int() };

export const LogEvent = z.discriminatedUnion('type', [
  z.object({ ...place, type: z.literal('agent'), row: rows.agent }),
  z.object({ ...place, type: z.literal('channel'), row: rows.channel }),
  z.object({ ...place, type: z.literal('widget'), row: rows.widget }),
  z.object({ ...place, type: z.literal('contact'), row: rows.contact }),
  z.object({ ...place, type: z.literal('conversation'), row: rows.conversation }),
  z.object({ ...place, type: z.literal('session'), row: rows.session }),
  z.object({ ...place, type: z.literal('message'), row: rows.message }),
  z.object({ ...place, type: z.literal('proof'), row: rows.proof }),
  z.object({ ...place, type: z.literal('removed'), row: rows.removed }),
]);
export type LogEvent = z.infer<typeof LogEvent>;

/** Enough of an event to step over one whose type this version doesn't know yet. */
export const EventPlace = z.object({ ...place, type: z.string() });
