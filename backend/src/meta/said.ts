/** What somebody said: a message of its own, or a mark on one that was said before. */
import type { Content } from '@deskside/shared/content';
import type { Context } from './change.ts';
import { cleaned, cleanJson, cut, readTime } from './clean.ts';
import { readContent } from './content.ts';
import type { AsideReason, Item, MarkItem, Who } from './items.ts';
import { identify, joining, nobody } from './people.ts';
import { Edit, Reaction, Revoke, Said, SystemPart, Wrapped } from './shapes.ts';

export const readSaid = (
  context: Context,
  raw: unknown,
  listed: 'customer' | 'phone',
  isHeld: boolean,
): Item[] | AsideReason => {
  const parsed = Said.safeParse(raw);
  if (!parsed.success) return 'part';
  const said = parsed.data;
  if (said.group_id) return 'group';
  const origin = isOwnEcho(context, said) ? 'phone' : listed;
  const who = whoOf(context, said, origin);
  if (!who) return 'nobody';
  const { line, arrivedAt } = context;
  const at = readTime(said.timestamp, arrivedAt) ?? arrivedAt;
  const mark = readMark(said);
  if (!mark && markTypes.has(said.type)) return 'part';
  if (mark) {
    const side = origin === 'customer' ? 'customer' : 'us';
    return [
      {
        kind: 'mark',
        line,
        metaId: said.id,
        side,
        at,
        who: joining(who),
        raw: cleanJson(raw),
        ...mark,
      },
    ];
  }
  const content = readContent(said);
  const { context: reply, referral } = said;
  return [
    {
      kind: 'message',
      line,
      metaId: said.id,
      origin,
      at,
      who,
      content,
      isHeld,
      // A forwarded message has a context without an id; an edit's has Meta's own shorthand.
      // One sample answers itself.
      quotedMetaId: reply?.id === said.id ? null : cut(reply?.id ?? '', 512) || null,
      forwarded: reply?.frequently_forwarded ? 'often' : reply?.forwarded ? 'once' : null,
      ad: referral
        ? {
            headline: cleaned(referral.headline) ?? undefined,
            body: cleaned(referral.body) ?? undefined,
            url: cleaned(referral.source_url) ?? undefined,
          }
        : null,
      product: cleaned(reply?.referred_product?.product_retailer_id),
      becomes: said.type === 'system' ? readBecomes(said.system, who) : null,
      raw: isPlain(said, content) ? null : cleanJson(raw),
    },
  ];
};

/** A text says all that there is to it, unless Meta tells where it came from, or what was wrong with it. */
const isPlain = ({ context, referral, identity, errors }: Said, { type }: Content): boolean =>
  type === 'text' && !referral && !context?.referred_product && !identity && !errors;

/** An echo goes to the customer. One sample has the two the wrong way round: then the other side of our
 * own number is meant. */
const whoOf = ({ line, people }: Context, said: Said, origin: 'customer' | 'phone'): Who | null => {
  // Who has changed is told by what they were; whether `from` still is that, nobody says.
  const was = said.type === 'system' ? SystemPart.safeParse(said.system).data : undefined;
  const from = {
    phone: said.from,
    bsuid: was?.previous_user_id ?? said.from_user_id,
    parent: was?.previous_parent_user_id ?? said.from_parent_user_id,
  };
  if (origin === 'customer') return identify(from, people);
  const isOurs = said.to !== undefined && digits(said.to) === digits(line.phone);
  if (isOurs && !said.to_user_id) return identify(from, people);
  return identify(
    { phone: said.to, bsuid: said.to_user_id, parent: said.to_parent_user_id },
    people,
  );
};
const digits = (phone: string) => phone.replace(/\D/g, '');

/** An echo is one wherever it is listed: nobody writes to themselves. */
const isOwnEcho = ({ line }: Context, { from, to, to_user_id }: Said): boolean =>
  from !== undefined && (to ?? to_user_id) !== undefined && digits(from) === digits(line.phone);

type Mark = Pick<MarkItem, 'targetMetaId' | 'what' | 'content'>;

/** They are no messages, whatever their parts hold: they open no session and no window. */
const markTypes = new Set(['reaction', 'edit', 'revoke']);

/** Reactions, edits and revokes are about another message, which may be still to come. */
const readMark = (said: Said): Mark | null => {
  if (said.type === 'reaction') {
    const part = Reaction.safeParse(said.reaction);
    // Taken back: no emoji, or an empty one.
    const emoji = cut(part.data?.emoji ?? '', 64) || null;
    return part.data
      ? { what: 'reaction', targetMetaId: part.data.message_id, content: emoji }
      : null;
  }
  if (said.type === 'edit') {
    const part = Edit.safeParse(said.edit);
    return part.data
      ? {
          what: 'edit',
          targetMetaId: part.data.original_message_id,
          content: JSON.stringify(readContent(part.data.message)),
        }
      : null;
  }
  if (said.type !== 'revoke') return null;
  const part = Revoke.safeParse(said.revoke);
  return part.data
    ? { what: 'revoke', targetMetaId: part.data.original_message_id, content: null }
    : null;
};

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
const readBecomes = (raw: unknown, was: Who): Who | null => {
  const part = SystemPart.safeParse(raw);
  if (!part.success || !/changed_(number|user_id)$/.test(part.data.type ?? '')) return null;
  const { wa_id, user_id, parent_user_id } = part.data;
  const now = identify({ phone: wa_id, bsuid: user_id, parent: parent_user_id }, nobody);
  return now && { ...now, name: was.name, username: null };
};

/** On standby, what another app said to the customer: told like the phone's, and marked as held. */
export const readWrapped = (context: Context, raw: unknown): Item[] | AsideReason => {
  const wrapped = Wrapped.safeParse(raw);
  if (!wrapped.success) return readSaid(context, raw, 'phone', true);
  const { id, timestamp, message } = wrapped.data;
  return readSaid(context, { ...message, id, timestamp }, 'phone', true);
};
