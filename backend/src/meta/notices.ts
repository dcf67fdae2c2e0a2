/** Lines in a conversation that nobody typed: calls, handovers, preferences, new ids. */
import type { CallState, Content, NoticeKind } from '@deskside/shared/content';
import { aside, type Change, type Context } from './change.ts';
import { cleaned, cleanJson, cut, fingerprint, ownOf, readTime } from './clean.ts';
import type { AsideReason, Item, MessageItem, Who } from './items.ts';
import { identify, nameOf, nobody } from './people.ts';
import { Call, Handover, Preference, Roles, UserIdUpdate } from './shapes.ts';

const line = (
  context: Pick<Context, 'line'>,
  fields: Pick<MessageItem, 'metaId' | 'at' | 'who' | 'content' | 'raw'> & Partial<MessageItem>,
): MessageItem => ({
  kind: 'message',
  origin: 'customer',
  isHeld: false,
  quotedMetaId: null,
  forwarded: null,
  ad: null,
  product: null,
  becomes: null,
  line: context.line,
  ...fields,
});

const notice = (kind: NoticeKind, text: string | null): Content => ({
  type: 'notice',
  kind,
  text: text ?? undefined,
});

const states: Record<string, CallState> = {
  connect: 'ringing',
  RINGING: 'ringing',
  ACCEPTED: 'answered',
  REJECTED: 'rejected',
  COMPLETED: 'ended',
  FAILED: 'missed',
};

/** Several events tell of one call, under one id and in any order; ingest puts them together.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling */
export const readCall = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = Call.safeParse(raw);
  if (!parsed.success) return 'part';
  const call = parsed.data;
  // Statuses of calls are told only of those that the business makes.
  const ours = phoneOf(context.line.phone);
  const isIn = call.direction
    ? call.direction.toUpperCase() === 'USER_INITIATED'
    : call.to !== undefined && phoneOf(call.to) === ours;
  const from = { phone: call.from, bsuid: call.from_user_id, parent: call.from_parent_user_id };
  const to = {
    phone: call.to ?? call.recipient_id,
    bsuid: call.to_user_id ?? call.recipient_user_id,
    parent: call.to_parent_user_id ?? call.recipient_parent_user_id,
  };
  // A sample names our own number as the other side; the only profile then tells whom it was with, or
  // else the side that is left.
  const { only } = context.people;
  const profile = { phone: only?.wa_id, bsuid: only?.user_id };
  const person = [isIn ? from : to, profile, isIn ? to : from]
    .map((ids) => identify(ids, context.people))
    .find((who) => who && who.phone !== ours);
  if (!person) return 'nobody';
  const told = ownOf(states, call.status ?? '');
  const event = ownOf(states, call.event ?? '');
  const hasEnded = call.event === 'terminate';
  const state = told ?? event ?? (hasEnded ? 'ended' : 'ringing');
  const at =
    readTime(call.start_time, context.arrivedAt) ??
    readTime(call.timestamp, context.arrivedAt) ??
    context.arrivedAt;
  return [
    line(context, {
      metaId: call.id,
      origin: isIn ? 'customer' : 'phone',
      at,
      who: person,
      content: {
        type: 'call',
        direction: isIn ? 'in' : 'out',
        // A call that ended without a second of talk was missed.
        state: hasEnded && state === 'ended' && !call.duration ? 'missed' : state,
        seconds: call.duration || undefined,
      },
      // Several tell of one call, and all that they tell is in the content.
      raw: null,
    }),
  ];
};

const preferences: Record<string, NoticeKind> = {
  stop: 'marketing-stopped',
  resume: 'marketing-resumed',
  signup: 'marketing-resumed',
};

const phoneOf = (phone: string) => `+${phone.replace(/\D/g, '')}`;

export const readPreference = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = Preference.safeParse(raw);
  if (!parsed.success) return 'part';
  const { wa_id, user_id, parent_user_id, value } = parsed.data;
  const who = identify({ phone: wa_id, bsuid: user_id, parent: parent_user_id }, context.people);
  if (!who) return 'nobody';
  const time = readTime(parsed.data.timestamp, context.arrivedAt);
  const at = time ?? context.arrivedAt;
  const kind = ownOf(preferences, value) ?? 'other';
  return [
    line(context, {
      metaId: cut(`preference ${keyOf(who)} ${momentOf(time, raw)} ${value}`, 512),
      at,
      who,
      content: notice(kind, null),
      raw: cleanJson(raw),
    }),
  ];
};

export const readUserIdUpdate = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = UserIdUpdate.safeParse(raw);
  if (!parsed.success) return 'part';
  const { wa_id, user_id, parent_user_id } = parsed.data;
  const was = identify({ bsuid: user_id.previous, parent: parent_user_id?.previous }, nobody);
  const is = identify(
    { phone: wa_id, bsuid: user_id.current, parent: parent_user_id?.current },
    nobody,
  );
  if (!was || !is) return 'nobody';
  const time = readTime(parsed.data.timestamp, context.arrivedAt);
  const at = time ?? context.arrivedAt;
  const known = wa_id ? context.people.wa_id.get(wa_id) : undefined;
  const name = nameOf(known?.profile.profile?.name);
  return [
    line(context, {
      metaId: cut(`user-id ${keyOf(was)} ${keyOf(is)} ${momentOf(time, raw)}`, 512),
      at,
      who: { ...was, name },
      content: notice('number-changed', null),
      becomes: { ...is, name },
      raw: cleanJson(raw),
    }),
  ];
};

/** Whoever has the conversation now, among the apps and agents of this number. */
export const readHandover = (change: Change): Item[] => {
  const parsed = Handover.safeParse(change.value);
  if (!parsed.success) return [aside('value', change)];
  const { sender, recipient, type, timestamp } = parsed.data;
  const who = identify(
    { phone: sender.phone_number, bsuid: sender.user_id, parent: sender.parent_user_id },
    nobody,
  );
  if (!who) return [aside('nobody', change)];
  const time = readTime(timestamp, change.arrivedAt);
  const at = time ?? change.arrivedAt;
  const roles = Roles.safeParse(parsed.data[type]);
  const numberId = recipient.phone_number_id;
  const context = {
    line: { numberId, accountId: change.entry.id, phone: recipient.display_phone_number ?? '' },
  };
  return [
    line(context, {
      metaId: cut(`handover ${keyOf(who)} ${momentOf(time, change.value)} ${type}`, 512),
      at,
      who,
      content: notice('handed-over', cleaned(roles.data?.new_owner_role)),
      raw: cleanJson(change.value),
    }),
  ];
};

/** When it was said; of what doesn't say so, all that it says: the same once more is the same. */
const momentOf = (time: number | null, raw: unknown): string | number =>
  time ?? fingerprint(cleanJson(raw));

const keyOf = (who: Who) => who.bsuid ?? who.phone ?? who.parent ?? '';
