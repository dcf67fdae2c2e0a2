/**
 * The rows that both sides know, schema and type side by side. Times are milliseconds since 1970,
 * by Meta's clock for what customers and phones say and by the server's for what agents say.
 */
import * as z from 'zod/mini';
import { Content } from './content.ts';
import { AgentId, ContactId, ConversationId, MessageId, SessionId, WidgetId } from './ids.ts';

const time = z.int().check(z.nonnegative());

export const Role = z.enum(['agent', 'admin', 'owner']);
export type Role = z.infer<typeof Role>;

export const Agent = z.object({ id: AgentId, name: z.string(), role: Role });
export type Agent = z.infer<typeof Agent>;

/** Why a widget sends nothing. The words of PRODUCT: a draft widget always says why. */
export const DraftReason = z.enum([
  'new',
  'channel-off',
  'disconnected',
  'unlinked',
  'suspended',
  'paused',
]);
export type DraftReason = z.infer<typeof DraftReason>;

/** WhatsApp as a way in: one switch for all widgets. While it is off, a widget that nothing else keeps a
 * draft is one for the reason `channel-off`. */
export const Channel = z.object({ id: z.literal('whatsapp'), isOn: z.boolean(), changedAt: time });
export type Channel = z.infer<typeof Channel>;

/** Who answers a new session: agents choose, the bot at once, or the bot when nobody has for a while. */
export const Answering = z.enum(['ask', 'bot', 'ask-then-bot']);
export type Answering = z.infer<typeof Answering>;

const shownName = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** What an admin sets. Limits stand here, so that a form and the server judge alike. */
export const WidgetSettings = z.object({
  /** What colleagues call it. */
  name: shownName,
  /** What customers see it called. */
  publicName: shownName,
  answering: Answering,
  answerAfterMinutes: z.int().check(z.minimum(1), z.maximum(60)),
  isBotOn: z.boolean(),
  /** Whether the bot hands over to a person, or closes with a courteous message. */
  handsOver: z.boolean(),
  /** Empty for none. */
  greeting: z.string().check(z.trim(), z.maxLength(1024)),
});
export type WidgetSettings = z.infer<typeof WidgetSettings>;

/** Shown as it is: the limits on what may be entered don't judge what is there. */
export const Widget = z.extend(
  z.object({
    id: WidgetId,
    phone: z.string(),
    /** Null when enabled. */
    draftReason: z.nullable(DraftReason),
    /** Meta's word for why it unlinked the number, when it said one. */
    draftDetail: z.optional(z.nullable(z.string())),
    isPractice: z.boolean(),
    /** How an admin linked it; null for a number that only wrote, and that nobody has set up. */
    way: z.nullable(z.enum(['signup', 'token'])),
    /** Whether the WhatsApp Business app has the number too; null while nobody has asked Meta. */
    isOnPhone: z.nullable(z.boolean()),
    /** Set from the disconnecting until Meta has taken our app away, or refused to. */
    unsubscribe: z.nullable(z.enum(['due', 'done', 'kept', 'failed'])),
    createdAt: time,
    name: z.string(),
    publicName: z.string(),
    greeting: z.string(),
  }),
  z.omit(WidgetSettings, { name: true, publicName: true, greeting: true }).shape,
);
export type Widget = z.infer<typeof Widget>;

export const Contact = z.object({
  id: ContactId,
  name: z.string(),
  /** A customer may hide the number, and may have no username either. */
  phone: z.nullable(z.string()),
  username: z.nullable(z.string()),
});
export type Contact = z.infer<typeof Contact>;

export const Origin = z.enum(['customer', 'bot', 'agent', 'phone']);
export type Origin = z.infer<typeof Origin>;

/** The ladder, lowest first; delivery.ts keeps its order. Null for what customers say. */
export const Delivery = z.enum([
  'queued',
  'unknown',
  'sent',
  'failed',
  'delivered',
  'read',
  'played',
]);
export type Delivery = z.infer<typeof Delivery>;

/** By whom a reaction is: the customer, or anybody on our side. */
export const Side = z.enum(['customer', 'us']);
export type Side = z.infer<typeof Side>;

/** The ad that a customer came from. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages */
export const Ad = z.object({
  headline: z.optional(z.string()),
  body: z.optional(z.string()),
  url: z.optional(z.string()),
});
export type Ad = z.infer<typeof Ad>;

/** What hangs on a message besides what it says. Most messages have none of it. */
export const Extras = z.object({
  /** The message that it answers; null when that one was never ours to see. */
  quotedId: z.optional(z.nullable(MessageId)),
  forwarded: z.optional(z.enum(['once', 'often'])),
  ad: z.optional(Ad),
  /** The product of the catalogue that it asks about. */
  product: z.optional(z.string()),
  /** Another app had the conversation at Meta when it came. */
  isHeld: z.optional(z.boolean()),
  reactions: z.optional(z.array(z.object({ by: Side, emoji: z.string() }))),
  /** What it said before it was edited, oldest first; `at` is when it began to say that. */
  earlier: z.optional(z.array(z.object({ at: time, content: Content }))),
});
export type Extras = z.infer<typeof Extras>;

export const Message = z.extend(
  z.object({
    id: MessageId,
    conversationId: ConversationId,
    origin: Origin,
    /** Who wrote it, when the origin is an agent. */
    agentId: z.nullable(AgentId),
    at: time,
    content: Content,
    delivery: z.nullable(Delivery),
    /** Meta's error code, or one of our words for what kept it from Meta. */
    failure: z.nullable(z.string()),
  }),
  Extras.shape,
);
export type Message = z.infer<typeof Message>;

export const Session = z.object({
  id: SessionId,
  conversationId: ConversationId,
  openedAt: time,
  lastCustomerAt: time,
  /** Set only when an agent closed it; the 24 hours close it without anybody writing that down. */
  closedAt: z.nullable(time),
});
export type Session = z.infer<typeof Session>;

export const Conversation = z.object({
  id: ConversationId,
  contactId: ContactId,
  widgetId: WidgetId,
  /** The latest one, open or not. Null when only the phone has spoken. */
  session: z.nullable(Session),
  lastCustomerAt: z.nullable(time),
  /** When an agent or the phone last answered. */
  lastReplyAt: z.nullable(time),
  windowEndsAt: z.nullable(time),
  lastMessage: z.nullable(Message),
  unreadCount: z.int(),
  /** The last message that an agent has seen; what arrived after it is unread. */
  readUpTo: z.nullable(MessageId),
});
export type Conversation = z.infer<typeof Conversation>;
