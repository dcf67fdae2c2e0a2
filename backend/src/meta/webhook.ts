/**
 * What Meta sends, in our words. Pure, and total: every part of a body becomes an item, and what has
 * no place becomes `aside`, so that nothing a customer wrote can fall between two branches. The table
 * of types is in content.ts, that of account events in account.ts.
 */
import { accountFields, readAccountFact, readError } from './account.ts';
import {
  aside,
  asidePart,
  asideWhole,
  type Change,
  type Context,
  openRoom,
  tooMuch,
} from './change.ts';
import { ownOf } from './clean.ts';
import type { AsideReason, Item } from './items.ts';
import { readCall, readHandover, readPreference, readUserIdUpdate } from './notices.ts';
import { readDescribed, readPiece, readSynced } from './onboarding.ts';
import { readPeople } from './people.ts';
import { readSaid, readWrapped } from './said.ts';
import { Entry, EntryChange, Envelope, Value } from './shapes.ts';
import { readStatus } from './statuses.ts';

/** What each field of a webhook does to our rows. */
const fields: Record<string, (change: Change) => Item[]> = {
  /** Customers' messages, and the statuses of ours. */
  messages: (change) => readTalk(change),
  /** What was said on the phone, in the WhatsApp Business app. */
  smb_message_echoes: (change) => readTalk(change),
  /** Undocumented; read like the phone's. */
  message_echoes: (change) => readTalk(change),
  /** The same again, while another app has the conversation: shown, and marked as held. */
  standby: (change) => readTalk(change),
  /** Another app took or passed on a conversation: a line in it. */
  messaging_handovers: (change) => readHandover(change),
  /** A call: a line in the conversation; one by the customer opens the window. */
  calls: (change) => readTalk(change),
  /** A customer stopped or resumed marketing messages: a line in the conversation. */
  user_preferences: (change) => readTalk(change),
  /** Withdrawn by Meta; still read, because it says who became whom. */
  user_id_update: (change) => readTalk(change),
  /** The phone's address book: names for contacts. */
  smb_app_state_sync: (change) => readTalk(change),
  /** What was said before the number was linked: dropped, counted, and said so on the widget. */
  history: (change) => readTalk(change),
  /** Groups have no place here. */
  group_lifecycle_update: (change) => [aside('group', change)],
  group_participants_update: (change) => [aside('group', change)],
  group_settings_update: (change) => [aside('group', change)],
  group_status_update: (change) => [aside('group', change)],
  /** Everything about the account itself: facts for its widgets. */
  account_update: (change) => readFact(change),
  ...Object.fromEntries(
    Object.keys(accountFields).map((field) => [field, (change: Change) => readFact(change)]),
  ),
};

/** The dashboard's test button sends real signatures with made-up accounts. */
const SAMPLE = '0';
const ID_MAX = 64;

export const readWebhook = (payload: unknown, arrivedAt: number): Item[] => {
  const items = attempt(() => readBare(payload, arrivedAt) ?? readEntries(payload, arrivedAt));
  // Whatever is too much of it, the delivery is kept whole only once.
  const isWhole = (item: Item) => item.kind === 'aside' && item.body === null;
  const first = items.findIndex(isWhole);
  return items.filter((item, index) => !isWhole(item) || index === first);
};

const readEntries = (payload: unknown, arrivedAt: number): Item[] => {
  const room = openRoom();
  const envelope = Envelope.safeParse(payload);
  if (!envelope.success) return [asideWhole('envelope', payload, room)];
  const { object, entry } = envelope.data;
  if (object !== undefined && object !== 'whatsapp_business_account')
    return [asideWhole('object', payload, room)];
  if (countParts(entry) > PARTS_MAX) return [tooMuch];
  const items = entry.flatMap((raw) => {
    const parsed = Entry.safeParse(raw);
    if (!parsed.success) return [asideWhole('envelope', { object, entry: [raw] }, room)];
    const { id, time, changes } = parsed.data;
    return changes.flatMap((one) => {
      const change = EntryChange.safeParse(one);
      if (!change.success)
        return [asideWhole('envelope', { object, entry: [{ id, time, changes: [one] }] }, room)];
      const { field, value } = change.data;
      const entry = { id, time };
      return readChange({ field: field ?? fieldOf(value), entry, value, arrivedAt, room });
    });
  });
  return items.length > 0 ? items : [asideWhole('empty', payload, room)];
};

/** Meta puts a thousand at most into a delivery. What has many times more isn't read part by part. */
const PARTS_MAX = 20_000;

/** Every element of every list, down to the parts of a change. */
const countParts = (node: unknown, depth = 0): number => {
  if (typeof node !== 'object' || node === null || depth > 6) return 0;
  const inner: readonly unknown[] = Array.isArray(node) ? node : Object.values(node);
  let count = inner === node ? inner.length : 0;
  if (count > PARTS_MAX) return count;
  for (const one of inner) if (typeof one === 'object') count += countParts(one, depth + 1);
  return count;
};

/** A value without any envelope, as one of Meta's samples of `history` has it. */
const readBare = (payload: unknown, arrivedAt: number): Item[] | undefined => {
  // Nearly nothing is: a failed parse for every delivery would cost as much as reading it.
  if (typeof payload !== 'object' || payload === null || !('history' in payload)) return undefined;
  const value = Value.safeParse(payload);
  if (!value.success || value.data.history === undefined) return undefined;
  return readTalk({
    field: 'history',
    entry: { id: '', time: null },
    value: payload,
    arrivedAt,
    room: openRoom(),
  });
};

const fieldOf = (value: unknown): string => {
  const { field } = (typeof value === 'object' && value !== null ? value : {}) as {
    field?: unknown;
  };
  return typeof field === 'string' ? field : '';
};

const readChange = (change: Change): Item[] => {
  if (change.entry.id === SAMPLE) return [aside('sample', change)];
  if (change.entry.id.length > ID_MAX) return [aside('value', change)];
  const read = ownOf(fields, change.field);
  return read ? attempt(() => read(change)) : [aside('unknown-field', change)];
};

const readFact = (change: Change): Item[] => {
  const { field, entry, value, arrivedAt } = change;
  const fact = readAccountFact(field, entry, value, arrivedAt);
  return [fact ?? aside('value', change)];
};

/** Everything that is about one number. What another app has at Meta may be wrapped once more. */
const readTalk = (change: Change): Item[] => {
  const parsed = Value.safeParse(change.value);
  if (!parsed.success) return [aside('value', change)];
  const { data } = parsed;
  const items = readLists(change, data);
  if (data.standby) {
    const { metadata, contacts } = data;
    const inner = Value.safeParse({ contacts, ...data.standby, metadata });
    if (!inner.success) return [...items, aside('value', change)];
    items.push(...readLists({ ...change, field: 'standby' }, inner.data));
  }
  return items.length > 0 ? items : [aside('empty', change)];
};

/** Part by part, and what has no place here by itself. */
const readLists = (change: Change, data: Value): Item[] => {
  const line = {
    numberId: data.metadata.phone_number_id,
    accountId: change.entry.id,
    phone: data.metadata.display_phone_number ?? '',
  };
  const context = { line, people: readPeople(data.contacts), arrivedAt: change.arrivedAt };
  const items: Item[] = [];
  const asideOf = (reason: AsideReason, name: string, part: unknown) =>
    asidePart(reason, change, context, name, part);
  for (const name of lists)
    for (const part of data[name] ?? [])
      items.push(
        ...attempt(() => {
          const read = parts[name](context, part, change.field);
          const all = typeof read === 'string' ? [read] : read;
          return all.map((one) => (typeof one === 'string' ? asideOf(one, name, part) : one));
        }),
      );
  // An error about no message in particular is a fact about the number. Beside messages or calls it
  // explains them, and stands beside them here too.
  for (const error of data.errors ?? []) {
    const facts = readError(context, error, change.entry.time);
    items.push(...(facts.length > 0 ? facts : [asideOf('part', 'errors', error)]));
  }
  for (const one of context.people.strange) items.push(asideOf('part', 'contacts', one));
  for (const name in data)
    if (!known.has(name) && typeof data[name] === 'object' && data[name] !== null)
      for (const part of [data[name]].flat()) items.push(asideOf('unknown-field', name, part));
  return items;
};

/** Another app has the conversation at Meta. */
const isHeld = (field: string): boolean => field === 'standby';

/** What each list of a value holds, by the field that it came in. */
const parts = {
  messages: (context: Context, part: unknown, field: string) =>
    field === 'history'
      ? readDescribed(context)
      : readSaid(context, part, 'customer', isHeld(field)),
  message_echoes: (context: Context, part: unknown, field: string) => {
    if (field === 'history') return readDescribed(context);
    return isHeld(field) ? readWrapped(context, part) : readSaid(context, part, 'phone', false);
  },
  statuses: (context: Context, part: unknown, field: string) =>
    field === 'calls' ? readCall(context, part) : readStatus(context, part),
  calls: readCall,
  user_preferences: readPreference,
  user_id_update: readUserIdUpdate,
  state_sync: readSynced,
  history: readPiece,
};
const lists = Object.keys(parts) as (keyof typeof parts)[];
/** What of a value is read, or tells nothing. */
const known = new Set([...lists, 'metadata', 'contacts', 'errors', 'standby']);

/** What is nested a hundred thousand deep can't be walked, and what makes us stumble is our mistake; its
 * neighbours are read all the same. The delivery is then kept whole beside them: Meta must not come
 * again and again for either. */
const attempt = (read: () => Item[]): Item[] => {
  try {
    return read();
  } catch (error) {
    return [error instanceof RangeError ? tooMuch : { ...tooMuch, mistake: error }];
  }
};
