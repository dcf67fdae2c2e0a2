/**
 * What a number brings along when it is linked: the phone's address book, which gives contacts their
 * names, and its history, which is dropped.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
import { createHash } from 'node:crypto';
import { aside, asidePart, type Change, type Context } from './change.ts';
import { cleaned, readTime } from './clean.ts';
import type { AsideReason, FactItem, Item } from './items.ts';
import { identify } from './people.ts';
import { HistoryPart, Synced, Value } from './shapes.ts';

export const readSynced = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = Synced.safeParse(raw);
  if (!parsed.success) return 'part';
  const { contact, action, metadata } = parsed.data;
  const who = identify(
    { phone: contact.phone_number, bsuid: contact.user_id, parent: contact.parent_user_id },
    [],
  );
  if (!who) return 'nobody';
  const name = cleaned(contact.full_name) ?? cleaned(contact.first_name);
  return [
    {
      kind: 'name',
      line: context.line,
      who: {
        ...who,
        // `add` is said of an edit too; whatever isn't `remove` names somebody.
        name: action === 'remove' ? null : name,
        username: cleaned(contact.username?.replace(/^@/, '')),
      },
      isNamed: action === 'remove' || name !== null,
      at: readTime(metadata?.timestamp, context.arrivedAt) ?? context.arrivedAt,
    },
  ];
};

/** Meta's code for an owner who didn't want to share the history. */
const DECLINED = 2593109;

export const readHistory = (change: Change): Item[] => {
  const parsed = Value.safeParse(change.value);
  if (!parsed.success) return [aside('value', change)];
  const { metadata, history, messages, message_echoes } = parsed.data;
  const fact = (what: string, subject: string, detail: FactItem['detail']): FactItem => ({
    kind: 'fact',
    accountId: change.entry.id,
    number: metadata.phone_number_id,
    what,
    subject,
    at: change.arrivedAt,
    isTimed: false,
    detail,
  });
  const chunks = (history ?? []).flatMap((raw): Item[] => {
    const part = HistoryPart.safeParse(raw);
    if (!part.success) return [asidePart('part', change, 'history', raw)];
    const { threads, errors } = part.data;
    if (errors?.some(({ code }) => code === DECLINED)) return [fact('history-declined', '', {})];
    const said = (threads ?? []).flatMap((thread) => thread.messages ?? []);
    return [fact('history', fingerprint(said), { count: said.length })];
  });
  // Descriptions of media that were in it, later and by themselves.
  const described = [...(messages ?? []), ...(message_echoes ?? [])];
  const media =
    described.length > 0
      ? [fact('history', fingerprint(described), { count: described.length })]
      : [];
  const items = [...chunks, ...media];
  return items.length > 0 ? items : [aside('empty', change)];
};

/** The same piece delivered again is counted once. */
const fingerprint = (said: readonly unknown[]): string => {
  const hash = createHash('sha256');
  for (const one of said) {
    const { id } = (one ?? {}) as { id?: unknown };
    hash.update(`${typeof id === 'string' ? id : ''}\n`);
  }
  return hash.digest('hex').slice(0, 32);
};
