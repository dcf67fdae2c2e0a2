/** How far one of our messages came.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
import type { Delivery } from '@deskside/shared/models';
import type { Context } from './change.ts';
import { cleaned, cut, readTime } from './clean.ts';
import { codesOf } from './content.ts';
import type { AsideReason, FactItem, Item } from './items.ts';
import { identify, joining } from './people.ts';
import { Status } from './shapes.ts';

const words = new Set<string>(['sent', 'delivered', 'read', 'played', 'failed']);

export const readStatus = (
  context: Context,
  raw: unknown,
): readonly (Item | AsideReason)[] | AsideReason => {
  const parsed = Status.safeParse(raw);
  if (!parsed.success) return 'part';
  const { id, status, timestamp, errors, pricing } = parsed.data;
  const at = readTime(timestamp, context.arrivedAt) ?? context.arrivedAt;
  const isBillable = isPaid(pricing);
  const paid = isBillable ? [paidAt(context, at)] : [];
  // Nothing is sent to groups from here.
  if (parsed.data.recipient_type === 'group') return ['group', ...paid];
  if (!words.has(status)) return ['status-word', ...paid];
  const who = identify(
    {
      phone: parsed.data.recipient_id,
      bsuid: parsed.data.recipient_user_id,
      parent: parsed.data.recipient_parent_user_id,
    },
    context.people,
  );
  return [
    ...paid,
    {
      kind: 'status',
      line: context.line,
      metaId: id,
      ourId: cut(parsed.data.biz_opaque_callback_data ?? '', 64) || null,
      delivery: status as Delivery,
      failure: status === 'failed' ? (codesOf(errors ?? [])[0] ?? 'unknown') : null,
      at,
      who: joining(who),
      pricing: pricing
        ? {
            isBillable,
            type: wordOf(pricing.type),
            category: wordOf(pricing.category),
          }
        : null,
    },
  ];
};

const wordOf = (word: unknown): string | null => (typeof word === 'string' ? cleaned(word) : null);

const isPaid = (pricing: { billable?: unknown; type?: unknown } | undefined): boolean => {
  const { billable, type } = pricing ?? {};
  if (billable === true || billable === 'true') return true;
  return (billable === undefined || billable === null) && type === 'regular';
};

const HOUR_MS = 60 * 60 * 1000;

/** The last paid message decides when a number may be deleted, thirty days later, whoever it was to: the
 * hour is enough, and spares a row for every status. */
const paidAt = ({ line }: Context, at: number): FactItem => ({
  kind: 'fact',
  accountId: line.accountId,
  number: line.numberId,
  what: 'paid',
  subject: '',
  at: Math.floor(at / HOUR_MS) * HOUR_MS,
  isTimed: true,
  detail: {},
});
