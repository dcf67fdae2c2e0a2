/**
 * What a number brings along when it is linked: the phone's address book, which gives contacts their
 * names, and its history, which is dropped.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
import { readError } from './account.ts';
import type { Context } from './change.ts';
import { fingerprint, readTime } from './clean.ts';
import type { AsideReason, FactItem, Item } from './items.ts';
import { identify, nameOf, nobody } from './people.ts';
import { HistoryPart, Synced } from './shapes.ts';

export const readSynced = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = Synced.safeParse(raw);
  if (!parsed.success) return 'part';
  const { contact, action, metadata } = parsed.data;
  const who = identify(
    { phone: contact.phone_number, bsuid: contact.user_id, parent: contact.parent_user_id },
    nobody,
  );
  if (!who) return 'nobody';
  const name = nameOf(contact.full_name) ?? nameOf(contact.first_name);
  return [
    {
      kind: 'name',
      line: context.line,
      who: {
        ...who,
        // `add` is said of an edit too; whatever isn't `remove` names somebody.
        name: action === 'remove' ? null : name,
        username: nameOf(contact.username?.replace(/^@/, '')),
      },
      isNamed: action === 'remove' || name !== null,
      at: readTime(metadata?.timestamp, context.arrivedAt) ?? context.arrivedAt,
    },
  ];
};

/** Meta's code for an owner who didn't want to share the history. */
const DECLINED = 2593109;

/** A piece of what was said before the number was linked. */
export const readPiece = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = HistoryPart.safeParse(raw);
  if (!parsed.success) return 'part';
  const { threads, errors } = parsed.data;
  const troubles = (errors ?? []).flatMap((error) =>
    Number(error.code) === DECLINED
      ? [factOf(context, 'history-declined', '', {})]
      : readError(context, error, null),
  );
  if (!threads && troubles.length > 0) return troubles;
  const said = (threads ?? []).flatMap((thread) => thread.messages ?? []);
  return [
    ...troubles,
    factOf(context, 'history', fingerprint(idsOf(said)), { count: said.length }),
  ];
};

/** What the files in it were, later and by themselves: their messages are counted already. */
export const readDescribed = (context: Context): Item[] => [
  factOf(context, 'history-media', '', {}),
];

const factOf = (
  { line, arrivedAt }: Context,
  what: string,
  subject: string,
  detail: FactItem['detail'],
): FactItem => ({
  kind: 'fact',
  accountId: line.accountId,
  number: line.numberId,
  what,
  subject,
  at: arrivedAt,
  isTimed: false,
  detail,
});

/** The same piece delivered again is counted once. */
const idsOf = (said: readonly unknown[]): string =>
  said
    .map((one) => {
      const { id } = (one ?? {}) as { id?: unknown };
      return `${typeof id === 'string' ? id : ''}\n`;
    })
    .join('');
