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
const nextByte = (): number => {
  if (poolAt === pool.length) {
    crypto.getRandomValues(pool);
    poolAt = 0;
  }
  poolAt += 1;
  return pool[poolAt - 1] ?? 0;
};

const hex = (n: number, width: number) => n.toString(16).padStart(width, '0');
const hexOfByte = Array.from({ length: 256 }, (_, byte) => hex(byte, 2));
const someHex = (bytes: number): string => {
  let text = '';
  for (let i = 0; i < bytes; i += 1) text += hexOfByte[nextByte()];
  return text;
};

let lastMs = -1;
let counter = 0;
/** Of the last millisecond, as an id begins. */
let time = '';

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
  if (counter === 0) time = hex(lastMs, 12).replace(/^.{8}/, '$&-').concat('-7');
  const variant = hexOfByte[(nextByte() & 0x3f) | 0x80];
  return `${time}${hex(counter, 3)}-${variant}${someHex(1)}-${someHex(6)}` as T;
};
