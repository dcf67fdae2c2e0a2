/** A change of a delivery, and how it is kept when it can't be read: as a body of its own, so that
 * reading it again later is reading a delivery. */
import { cleanJson } from './clean.ts';
import type { AsideItem, AsideReason, Line } from './items.ts';
import { type Profile, Value } from './shapes.ts';

export interface Change {
  field: string;
  entry: { id: string; time: unknown };
  value: unknown;
  arrivedAt: number;
}

/** What all parts of a change about one number have in common. */
export interface Context {
  line: Line;
  people: readonly Profile[];
  arrivedAt: number;
}

/** `reason` and `numberId` are what an admin is told of it. */
export const aside = (reason: AsideReason, change: Change): AsideItem => ({
  kind: 'aside',
  reason,
  numberId: numberIdOf(change.value),
  body: wholeOf(change, change.value),
});

export const asidePart = (
  reason: AsideReason,
  change: Change,
  name: string,
  part: unknown,
): AsideItem => {
  const { metadata, contacts } = change.value as {
    metadata: { display_phone_number: string; phone_number_id: string };
    contacts?: unknown;
  };
  const { display_phone_number, phone_number_id } = metadata;
  const alone = {
    metadata: { display_phone_number, phone_number_id },
    contacts: contactsFor(part, contacts),
    [name]: [part],
  };
  const value = change.field === 'standby' ? { metadata, standby: alone } : alone;
  return { kind: 'aside', reason, numberId: numberIdOf(value), body: wholeOf(change, value) };
};

export const asideWhole = (reason: AsideReason, payload: unknown): AsideItem => {
  try {
    return { kind: 'aside', reason, numberId: null, body: bytesOf(payload) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'aside', reason: 'unreadable', numberId: null, body: null };
  }
};

/** Only those come along whom the part names: a thousand parts with all the others each would fill the
 * memory. */
const contactsFor = (part: unknown, contacts: unknown): unknown => {
  if (!Array.isArray(contacts)) return undefined;
  const named = new Set(typeof part === 'object' && part !== null ? Object.values(part) : []);
  return contacts.filter((one) => {
    const ids = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    return [ids.wa_id, ids.user_id].some((id) => id !== undefined && named.has(id));
  });
};

const wholeOf = ({ field, entry }: Change, value: unknown) =>
  bytesOf({
    object: 'whatsapp_business_account',
    entry: [{ id: entry.id, time: entry.time, changes: [{ field, value }] }],
  });

const bytesOf = (value: unknown): Uint8Array => Buffer.from(cleanJson(value));

const numberIdOf = (value: unknown): string | null => {
  const parsed = Value.safeParse(value);
  return parsed.success ? parsed.data.metadata.phone_number_id : null;
};
