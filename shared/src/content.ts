/**
 * What a message says. One shape for each thing that a screen shows differently; what only Meta tells
 * apart (three kinds of button) is one thing here. A shape from a newer server becomes `unsupported`,
 * so widening the union breaks nobody.
 */
import * as z from 'zod/mini';

const text = z.string();
const maybe = z.optional(z.string());

export const MediaKind = z.enum(['image', 'video', 'audio', 'voice', 'document', 'sticker']);
export type MediaKind = z.infer<typeof MediaKind>;

export const CallState = z.enum(['ringing', 'rejected', 'answered', 'missed', 'ended']);
export type CallState = z.infer<typeof CallState>;

const Card = z.object({ name: text, phones: z.array(text), emails: z.array(text) });
const OrderItem = z.object({
  product: text,
  quantity: z.number(),
  price: z.optional(z.number()),
  currency: maybe,
});

/** Notices that nobody wrote: they open no session, move no window, and wait for no answer. */
export const NoticeKind = z.enum([
  'number-changed',
  'identity-changed',
  'handed-over',
  'marketing-stopped',
  'marketing-resumed',
  'other',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const Content = z.catch(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text }),
    z.object({
      type: z.literal('media'),
      kind: MediaKind,
      caption: maybe,
      fileName: maybe,
      mimeType: maybe,
    }),
    z.object({
      type: z.literal('location'),
      latitude: z.number(),
      longitude: z.number(),
      name: maybe,
      address: maybe,
    }),
    z.object({ type: z.literal('contacts'), cards: z.array(Card) }),
    /** A button, a line of a list, or a template's quick reply. */
    z.object({ type: z.literal('choice'), text, detail: maybe }),
    /** A filled-in flow. */
    z.object({ type: z.literal('form'), fields: z.array(z.object({ name: text, value: text })) }),
    z.object({ type: z.literal('call-permission'), isGiven: z.boolean() }),
    z.object({ type: z.literal('order'), text: maybe, items: z.array(OrderItem) }),
    z.object({
      type: z.literal('call'),
      direction: z.enum(['in', 'out']),
      state: CallState,
      seconds: z.optional(z.number()),
    }),
    z.object({ type: z.literal('notice'), kind: NoticeKind, text: maybe }),
    /** Taken back. What it said stays on the server, and only an admin may ask for it. */
    z.object({ type: z.literal('revoked') }),
    /** `kind` is Meta's word for what it is; `code` its error, when even Meta couldn't show it. */
    z.object({ type: z.literal('unsupported'), kind: text, caption: maybe, code: maybe }),
  ]),
  { type: 'unsupported', kind: 'newer' },
);
export type Content = z.infer<typeof Content>;

/** Meta's code for a message that it can't show yet; the real one follows under the same id. */
export const PLACEHOLDER = '131060';

/** Whether somebody said something that asks for an answer or is one. Our call that nobody took isn't. */
export const isSpoken = (content: Content): boolean =>
  content.type === 'call' && content.direction === 'out'
    ? content.state === 'answered' || content.state === 'ended'
    : content.type !== 'notice';

/**
 * Whether it moves the 24-hour window when a customer says it. Where Meta is silent we promise less
 * rather than more: what even Meta couldn't name doesn't count, except the placeholder, whose cause is
 * a real message.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
export const movesWindow = (content: Content): boolean =>
  isSpoken(content) &&
  !(content.type === 'unsupported' && content.code && content.code !== PLACEHOLDER);
