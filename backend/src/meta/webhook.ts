/**
 * What Meta sends, in our words. Pure, and total: every part of a body becomes an item, and what has
 * no place yet becomes `aside`, so that nothing a customer wrote can fall between two branches.
 */
import type { Content, Delivery } from '@deskside/shared/models';
import {
  Captioned,
  Echo,
  Envelope,
  ErrorPart,
  Inbound,
  Profile,
  Status,
  TextPart,
  Value,
} from './shapes.ts';

/** The number a delivery is about. */
export interface Line {
  numberId: string;
  accountId: string;
  phone: string;
}

/** By what Meta names a customer. Any of the three may be missing, but not all. */
export interface Who {
  bsuid: string | null;
  parent: string | null;
  phone: string | null;
  name: string | null;
  username: string | null;
}

export interface MessageItem {
  kind: 'message';
  line: Line;
  metaId: string;
  origin: 'customer' | 'phone';
  at: number;
  who: Who;
  content: Content;
  /** 131060: Meta couldn't show it yet; the real one follows under the same id. */
  isPlaceholder: boolean;
  raw: string | null;
}

export interface StatusItem {
  kind: 'status';
  line: Line;
  metaId: string;
  ourId: string | null;
  delivery: Delivery;
  failure: string | null;
  at: number;
}

export interface AsideItem {
  kind: 'aside';
  reason: string;
  body: string;
}

/** Known, and dropped by a rule: no history is imported. */
export interface DroppedItem {
  kind: 'dropped';
  field: string;
}

export type Item = MessageItem | StatusItem | AsideItem | DroppedItem;

const PLACEHOLDER = 131060;
const words = new Set<string>(['sent', 'delivered', 'read', 'played', 'failed']);

export const readWebhook = (payload: unknown): Item[] => {
  const envelope = Envelope.safeParse(payload);
  if (!envelope.success) return [aside('envelope', payload)];
  return envelope.data.entry.flatMap((entry) =>
    entry.changes.flatMap(({ field, value }) => readChange(entry.id, field, value)),
  );
};

const readChange = (accountId: string, field: string, value: unknown): Item[] => {
  if (field === 'history' || field === 'smb_app_state_sync') return [{ kind: 'dropped', field }];
  if (field !== 'messages' && field !== 'smb_message_echoes')
    return [aside(`field ${field}`, value)];
  const parsed = Value.safeParse(value);
  if (!parsed.success) return [aside(`value of ${field}`, value)];
  const { metadata, contacts, messages, message_echoes, statuses, errors } = parsed.data;
  const line = {
    numberId: metadata.phone_number_id,
    accountId,
    phone: metadata.display_phone_number,
  };
  const people = (contacts ?? []).flatMap((contact) => {
    const profile = Profile.safeParse(contact);
    return profile.success ? [profile.data] : [];
  });
  const items = [
    ...(messages ?? []).map((message) => readMessage(line, message, people)),
    ...(message_echoes ?? []).map((echo) => readEcho(line, echo, people)),
    ...(statuses ?? []).map((status) => readStatus(line, status)),
    ...(errors ?? []).map((error) => aside('error from Meta', { value, error })),
  ];
  return items.length > 0 ? items : [aside(`empty ${field}`, value)];
};

const readMessage = (line: Line, raw: unknown, people: readonly Profile[]): Item => {
  const parsed = Inbound.safeParse(raw);
  if (!parsed.success) return aside('message', { line, raw });
  const message = parsed.data;
  if (message.group_id) return aside('group message', { line, raw });
  const who = identify(
    { phone: message.from, bsuid: message.from_user_id, parent: message.from_parent_user_id },
    people,
  );
  return said(line, 'customer', message, who, raw);
};

const readEcho = (line: Line, raw: unknown, people: readonly Profile[]): Item => {
  const parsed = Echo.safeParse(raw);
  if (!parsed.success) return aside('echo', { line, raw });
  const echo = parsed.data;
  const who = identify(
    { phone: echo.to, bsuid: echo.to_user_id, parent: echo.to_parent_user_id },
    people,
  );
  return said(line, 'phone', echo, who, raw);
};

const said = (
  line: Line,
  origin: 'customer' | 'phone',
  message: { id: string; timestamp: number; type: string; [part: string]: unknown },
  who: Who | null,
  raw: unknown,
): Item => {
  if (!who) return aside('nobody to name', { line, raw });
  const content = readContent(message);
  return {
    kind: 'message',
    line,
    metaId: message.id,
    origin,
    at: message.timestamp,
    who,
    content,
    isPlaceholder: isPlaceholder(message),
    raw: content.type === 'text' ? null : JSON.stringify(raw, cleanString),
  };
};

const isPlaceholder = ({ type, errors }: Record<string, unknown>) =>
  type === 'unsupported' &&
  Array.isArray(errors) &&
  errors.some((error) => {
    const part = ErrorPart.safeParse(error);
    return part.success && part.data.code === PLACEHOLDER;
  });

const readContent = (message: { type: string; [part: string]: unknown }): Content => {
  const part = message[message.type];
  if (message.type === 'text') {
    const text = TextPart.safeParse(part);
    if (text.success) return { type: 'text', text: clean(text.data.body) };
  }
  const kind = isPlaceholder(message) ? 'unavailable' : clean(message.type).slice(0, 64);
  const captioned = Captioned.safeParse(part);
  return captioned.success
    ? { type: 'unsupported', kind, caption: clean(captioned.data.caption) }
    : { type: 'unsupported', kind };
};

const readStatus = (line: Line, raw: unknown): Item => {
  const parsed = Status.safeParse(raw);
  if (!parsed.success) return aside('status', { line, raw });
  const { id, status, timestamp, biz_opaque_callback_data, errors } = parsed.data;
  if (!words.has(status)) return aside(`status ${status.slice(0, 32)}`, { line, raw });
  return {
    kind: 'status',
    line,
    metaId: id,
    ourId: biz_opaque_callback_data ?? null,
    delivery: status as Delivery,
    failure: status === 'failed' ? String(errors?.[0]?.code ?? 'unknown') : null,
    at: timestamp,
  };
};

interface Ids {
  phone: string | undefined;
  bsuid: string | undefined;
  parent: string | undefined;
}

/** Meta's profiles are matched by id, never by their place in the list. A BSUID has been seen in the
 * fields for phones, so a phone is only what looks like one. */
const identify = (ids: Ids, people: readonly Profile[]): Who | null => {
  const digits = ids.phone?.replace(/^\+/, '');
  const isPhone = digits !== undefined && /^\d{5,20}$/.test(digits);
  const bsuid = ids.bsuid || (ids.phone && !isPhone ? ids.phone : null) || null;
  const person = people.find(
    (one) =>
      (isPhone && one.wa_id === digits) ||
      (bsuid !== null && (one.user_id === bsuid || one.wa_id === bsuid)) ||
      (ids.parent && one.parent_user_id === ids.parent),
  );
  const phone = isPhone ? digits : null;
  const found = bsuid ?? person?.user_id ?? null;
  const parent = ids.parent || person?.parent_user_id || null;
  if (!phone && !found && !parent) return null;
  return {
    bsuid: found && clean(found),
    parent: parent && clean(parent),
    phone: phone && `+${phone}`,
    name: clean(person?.profile?.name ?? '') || null,
    username: clean(person?.profile?.username ?? '').replace(/^@/, '') || null,
  };
};

/** Text from outside may hold U+0000, which Postgres refuses and no one can read. */
const clean = (text: string) => text.replaceAll('\u0000', '');
const cleanString = (_key: string, value: unknown) =>
  typeof value === 'string' ? clean(value) : value;

const aside = (reason: string, part: unknown): AsideItem => ({
  kind: 'aside',
  reason,
  body: JSON.stringify(part),
});
