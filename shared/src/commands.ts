/** What a person may ask for. The id is made by who asks, and makes asking twice the same as once. */
import * as z from 'zod/mini';
import { ContactId, ConversationId, MessageId } from './ids.ts';

/** Meta's limit for a text. https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages */
export const TEXT_MAX = 4096;

const ReplyText = z.string().check(
  z.maxLength(TEXT_MAX),
  z.refine((text) => text.trim() !== '', { error: 'The text is empty.' }),
);

export const Reply = z.object({
  id: MessageId,
  type: z.literal('reply'),
  conversationId: ConversationId,
  text: ReplyText,
});
export type Reply = z.infer<typeof Reply>;

/** An agent has seen everything up to this message, in the order of arrival. */
export const Read = z.object({
  id: z.uuid(),
  type: z.literal('read'),
  conversationId: ConversationId,
  messageId: MessageId,
});
export type Read = z.infer<typeof Read>;

export const Close = z.object({
  id: z.uuid(),
  type: z.literal('close'),
  conversationId: ConversationId,
  /** The last of the customer's messages that the agent saw: nothing later is closed over unseen. */
  messageId: MessageId,
});
export type Close = z.infer<typeof Close>;

const two = z.tuple([ContactId, ContactId]);

/** Says that two contacts are one person. */
export const Merge = z.object({ id: z.uuid(), type: z.literal('merge'), contactIds: two });
export type Merge = z.infer<typeof Merge>;

/** Takes exactly that back. */
export const Unmerge = z.object({ id: z.uuid(), type: z.literal('unmerge'), contactIds: two });
export type Unmerge = z.infer<typeof Unmerge>;

/** Reads again what was put aside, after an upgrade, say: one of them, or all (admins). */
export const RetryAside = z.object({
  id: z.uuid(),
  type: z.literal('retry-aside'),
  asideId: z.nullable(z.string().check(z.maxLength(64))),
});
export type RetryAside = z.infer<typeof RetryAside>;

export const Command = z.discriminatedUnion('type', [
  z.extend(Reply, { id: z.pipe(z.uuid(), MessageId) }),
  Read,
  Close,
  Merge,
  Unmerge,
  RetryAside,
]);
export type Command = z.infer<typeof Command>;
export const commandTypes = [
  'reply',
  'read',
  'close',
  'merge',
  'unmerge',
  'retry-aside',
] as const satisfies Command['type'][];
