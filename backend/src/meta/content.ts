/**
 * Every type of message, and what it becomes here. A type that isn't in this table, or whose part isn't
 * what its type promises, is shown as an unsupported message with its raw body kept.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
import {
  type Content,
  type MediaKind,
  type NoticeKind,
  PLACEHOLDER,
} from '@deskside/shared/content';
import * as z from 'zod/mini';
import { clean, cleaned, cut, ownOf } from './clean.ts';
import { ErrorPart, SystemPart } from './shapes.ts';

const maybe = z.optional(z.nullable(z.string()));
/** A text that is missing is left out, rather than kept as nothing. */
const given = (text: string | null | undefined) => cleaned(text ?? undefined) ?? undefined;

/** One entry of the table: the part's shape, and what it says. */
const reads =
  <S extends z.ZodMiniType>(shape: S, say: (part: z.output<S>) => Content | undefined) =>
  (part: unknown): Content | undefined => {
    const parsed = shape.safeParse(part);
    return parsed.success ? say(parsed.data) : undefined;
  };

const Media = z.looseObject({
  caption: maybe,
  filename: maybe,
  mime_type: maybe,
  voice: z.optional(z.nullable(z.boolean())),
});
const media = (kind: MediaKind) =>
  reads(Media, (part) => ({
    type: 'media',
    kind: kind === 'audio' && part.voice ? 'voice' : kind,
    caption: given(part.caption),
    fileName: given(part.filename),
    mimeType: given(part.mime_type),
  }));

const Card = z.looseObject({
  name: z.optional(z.looseObject({ formatted_name: maybe, first_name: maybe })),
  phones: z.optional(z.array(z.looseObject({ phone: maybe, wa_id: maybe }))),
  emails: z.optional(z.array(z.looseObject({ email: maybe }))),
});
const OrderItem = z.looseObject({
  product_retailer_id: z.string(),
  quantity: z.number(),
  item_price: z.optional(z.number()),
  currency: maybe,
});
const Choice = z.looseObject({ title: z.string(), description: maybe });
const choice = reads(Choice, ({ title, description }) => ({
  type: 'choice',
  text: clean(title),
  detail: given(description),
}));

/** The answers of a flow come as a text of JSON, whatever its author made of it. */
const readAnswers = (text: string): { name: string; value: string }[] => {
  let answers: unknown;
  try {
    answers = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ name: '', value: clean(text) }];
  }
  if (typeof answers !== 'object' || answers === null)
    return [{ name: '', value: clean(String(answers)) }];
  return Object.entries(answers)
    .filter(([name]) => name !== 'flow_token')
    .map(([name, value]) => ({
      name: clean(name),
      value: clean(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')),
    }));
};

const interactives: Record<string, (part: unknown) => Content | undefined> = {
  button_reply: choice,
  list_reply: choice,
  nfm_reply: reads(z.looseObject({ response_json: z.string() }), (part) => ({
    type: 'form',
    fields: readAnswers(part.response_json),
  })),
  call_permission_reply: reads(z.looseObject({ response: z.string() }), ({ response }) => ({
    type: 'call-permission',
    isGiven: response === 'accept',
  })),
};

const noticeOf: Record<string, NoticeKind> = {
  user_changed_number: 'number-changed',
  user_changed_user_id: 'number-changed',
  customer_changed_number: 'number-changed',
  customer_identity_changed: 'identity-changed',
};

const types: Record<string, (part: unknown) => Content | undefined> = {
  text: reads(z.looseObject({ body: z.string() }), ({ body }) => ({
    type: 'text',
    text: clean(body),
  })),
  image: media('image'),
  video: media('video'),
  audio: media('audio'),
  voice: media('voice'),
  document: media('document'),
  sticker: media('sticker'),
  location: reads(
    z.looseObject({ latitude: z.number(), longitude: z.number(), name: maybe, address: maybe }),
    ({ latitude, longitude, name, address }) => ({
      type: 'location',
      latitude,
      longitude,
      name: given(name),
      address: given(address),
    }),
  ),
  contacts: reads(z.array(Card), (cards) => ({
    type: 'contacts',
    cards: cards.map(({ name, phones, emails }) => ({
      name: given(name?.formatted_name) ?? given(name?.first_name) ?? '',
      phones: (phones ?? []).flatMap(({ phone, wa_id }) => given(phone) ?? given(wa_id) ?? []),
      emails: (emails ?? []).flatMap(({ email }) => given(email) ?? []),
    })),
  })),
  // Buttons, lists, flows and the leave to call share one type at Meta.
  interactive: reads(z.looseObject({ type: z.string() }), (part) =>
    ownOf(interactives, part.type)?.(part[part.type]),
  ),
  button: reads(z.looseObject({ text: z.string() }), ({ text }) => ({
    type: 'choice',
    text: clean(text),
  })),
  order: reads(
    z.looseObject({ text: maybe, product_items: z.array(OrderItem) }),
    ({ text, product_items }) => ({
      type: 'order',
      text: given(text),
      items: product_items.map((item) => ({
        product: clean(item.product_retailer_id),
        quantity: item.quantity,
        price: item.item_price,
        currency: given(item.currency),
      })),
    }),
  ),
  system: reads(SystemPart, ({ type, body }) => ({
    type: 'notice',
    kind: ownOf(noticeOf, type ?? '') ?? 'other',
    text: given(body),
  })),
};

export const readContent = (message: { type: string; [part: string]: unknown }): Content => {
  const { type } = message;
  const part = ownOf(message, type);
  return ownOf(types, type)?.(part) ?? unsupported(message, part);
};

const Captioned = z.looseObject({ caption: z.string() });
const Named = z.looseObject({ type: z.string() });

/** Meta says `unsupported` itself for what it can't show, and may name what it is. */
const unsupported = (
  message: { type: string; [part: string]: unknown },
  part: unknown,
): Content => {
  const captioned = Captioned.safeParse(part);
  const named = message.type === 'unsupported' ? Named.safeParse(part) : undefined;
  const code = message.type === 'unsupported' ? codeOf(message.errors) : undefined;
  const kind = code === PLACEHOLDER ? 'unavailable' : (named?.data?.type ?? message.type);
  return {
    type: 'unsupported',
    kind: cut(kind, 64),
    ...(captioned.success ? { caption: clean(captioned.data.caption) } : {}),
    ...(code ? { code } : {}),
  };
};

const codeOf = (errors: unknown): string => {
  const codes = codesOf(Array.isArray(errors) ? errors : [errors]);
  return codes.includes(PLACEHOLDER) ? PLACEHOLDER : (codes[0] ?? 'unknown');
};

/** What Meta calls its errors, of those that say so. */
export const codesOf = (errors: readonly unknown[]): string[] =>
  errors.flatMap((error) => {
    const parsed = ErrorPart.safeParse(error);
    return parsed.success ? [cut(String(parsed.data.code), 64)] : [];
  });
