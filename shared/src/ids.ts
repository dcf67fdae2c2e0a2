/**
 * Branded string ids. A contact's id can't be passed where a conversation's is wanted, and no id is
 * ever a number: Meta's exceed what a double can hold.
 */
import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1), z.maxLength(64));

export const AgentId = text().brand<'AgentId'>();
export type AgentId = z.infer<typeof AgentId>;
export const DeviceId = text().brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
export const WidgetId = text().brand<'WidgetId'>();
export type WidgetId = z.infer<typeof WidgetId>;
export const ContactId = text().brand<'ContactId'>();
export type ContactId = z.infer<typeof ContactId>;
export const ConversationId = text().brand<'ConversationId'>();
export type ConversationId = z.infer<typeof ConversationId>;
export const SessionId = text().brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;

/** A reply's message id is the id of the command that asked for it, so that an outbox row, a message
 * and what Meta echoes back to us are recognised as one thing. */
export const MessageId = text().brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

/** Chance is asked for in bulk: one id at a time, asking costs more than all the rest. */
const pool = new Uint8Array(8 * 256);
let poolAt = pool.length;
const someChance = (): Uint8Array => {
  if (poolAt === pool.length) {
    crypto.getRandomValues(pool);
    poolAt = 0;
  }
  poolAt += 8;
  return pool.subarray(poolAt - 8, poolAt);
};

const hex = (n: number, width: number) => n.toString(16).padStart(width, '0');
const hexOfByte = Array.from({ length: 256 }, (_, byte) => hex(byte, 2));

let lastMs = 0;
let counter = 0;

/**
 * A UUIDv7: the time first, then a counter within the millisecond, then chance. Ids made by one
 * process sort in the order in which they were made, which is what "arrived after" rests on.
 */
export const newId = <T extends string = string>(now: number = Date.now()): T => {
  const ms = Math.max(now, lastMs);
  counter = ms === lastMs ? counter + 1 : 0;
  // Twelve bits of counter; a fuller millisecond borrows the next one rather than repeat.
  lastMs = counter > 0xfff ? ms + 1 : ms;
  if (counter > 0xfff) counter = 0;
  const bytes = someChance();
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  const time = hex(lastMs, 12);
  let chance = '';
  for (const byte of bytes) chance += hexOfByte[byte];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${chance.slice(0, 4)}-${chance.slice(4)}` as T;
};
