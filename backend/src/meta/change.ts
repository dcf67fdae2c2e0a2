/** A change of a delivery, and how it is kept when it can't be read: as a body of its own, so that
 * reading it again later is reading a delivery. */
import { cleanJson } from './clean.ts';
import type { AsideItem, AsideReason, Line } from './items.ts';
import { contactsFor, type People } from './people.ts';
import { Value } from './shapes.ts';

export interface Change {
  field: string;
  entry: { id: string; time: unknown };
  value: unknown;
  arrivedAt: number;
  room: Room;
}

/** How many bytes one delivery may still put aside in parts. Each part takes along what is around it, so
 * many of them could be a thousand times the delivery; beyond this it is kept whole, and once. */
export interface Room {
  bytes: number;
}
const ROOM_BYTES = 8 * 1024 * 1024;
export const openRoom = (): Room => ({ bytes: ROOM_BYTES });

/** What there is too much of, or what can't be walked: the delivery is kept whole. */
export const tooMuch: AsideItem = {
  kind: 'aside',
  reason: 'unreadable',
  numberId: null,
  body: null,
};

const keep = (
  room: Room,
  reason: AsideReason,
  partOf: () => { payload: unknown; numberId: string | null },
): AsideItem => {
  if (room.bytes <= 0) return tooMuch;
  try {
    const { payload, numberId } = partOf();
    const body = Buffer.from(cleanJson(payload));
    room.bytes -= body.length;
    return { kind: 'aside', reason, numberId, body };
  } catch (error) {
    // Nested a hundred thousand deep.
    if (!(error instanceof RangeError)) throw error;
    return tooMuch;
  }
};

/** What all parts of a change about one number have in common. */
export interface Context {
  line: Line;
  people: People;
  arrivedAt: number;
}

/** `reason` and `numberId` are what an admin is told of it. */
export const aside = (reason: AsideReason, change: Change): AsideItem =>
  keep(change.room, reason, () => asChange(change, change.value));

export const asidePart = (
  reason: AsideReason,
  change: Change,
  { people }: Context,
  name: string,
  part: unknown,
): AsideItem =>
  keep(change.room, reason, () => {
    const { metadata } = change.value as {
      metadata: { display_phone_number?: unknown; phone_number_id: string };
    };
    const { display_phone_number, phone_number_id } = metadata;
    const line = { display_phone_number, phone_number_id };
    // Only those come along whom the part names: a thousand parts with all the others each would fill
    // the memory.
    const contacts = contactsFor(part, people);
    const alone = { metadata: line, contacts, [name]: [part] };
    return asChange(
      change,
      change.field === 'standby' ? { metadata: line, standby: alone } : alone,
    );
  });

export const asideWhole = (reason: AsideReason, payload: unknown, room: Room): AsideItem =>
  keep(room, reason, () => ({ payload, numberId: null }));

const asChange = ({ field, entry }: Change, value: unknown) => ({
  payload: {
    object: 'whatsapp_business_account',
    entry: [{ id: entry.id, time: entry.time, changes: [{ field, value }] }],
  },
  numberId: numberIdOf(value),
});

const numberIdOf = (value: unknown): string | null => {
  const parsed = Value.safeParse(value);
  return parsed.success ? parsed.data.metadata.phone_number_id : null;
};
