/** How far one of our messages came.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
import type { Delivery } from '@deskside/shared/models';
import type { Context } from './change.ts';
import { cleaned, cut, readTime } from './clean.ts';
import type { AsideReason, Item } from './items.ts';
import { identify, joining } from './people.ts';
import { Status } from './shapes.ts';

const words = new Set<string>(['sent', 'delivered', 'read', 'played', 'failed']);

export const readStatus = (context: Context, raw: unknown): Item[] | AsideReason => {
  const parsed = Status.safeParse(raw);
  if (!parsed.success) return 'part';
  const { id, status, timestamp, errors, pricing } = parsed.data;
  // Nothing is sent to groups from here.
  if (parsed.data.recipient_type === 'group') return 'group';
  if (!words.has(status)) return 'status-word';
  const who = identify(
    {
      phone: parsed.data.recipient_id,
      bsuid: parsed.data.recipient_user_id,
      parent: parsed.data.recipient_parent_user_id,
    },
    context.people,
  );
  return [
    {
      kind: 'status',
      line: context.line,
      metaId: id,
      ourId: cut(parsed.data.biz_opaque_callback_data ?? '', 64) || null,
      delivery: status as Delivery,
      failure: status === 'failed' ? cut(String(errors?.[0]?.code ?? 'unknown'), 64) : null,
      at: readTime(timestamp, context.arrivedAt) ?? context.arrivedAt,
      who: joining(who),
      pricing: pricing
        ? {
            isBillable: pricing.billable ?? pricing.type === 'regular',
            type: cleaned(pricing.type),
            category: cleaned(pricing.category),
          }
        : null,
    },
  ];
};
