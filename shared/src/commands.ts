/** What a person may ask for. The id is made by who asks, and makes asking twice the same as once. */
import * as z from 'zod/mini';
import { ContactId, ConversationId, MessageId, WidgetId } from './ids.ts';
import { WidgetSettings } from './models.ts';

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

/** Turns WhatsApp off or on, for all widgets at once (admins). */
export const SwitchChannel = z.object({
  id: z.uuid(),
  type: z.literal('switch-channel'),
  isOn: z.boolean(),
});
export type SwitchChannel = z.infer<typeof SwitchChannel>;

/** Only what is to change, so that two admins who change two things don't undo each other (admins). */
export const ConfigureWidget = z.object({
  id: z.uuid(),
  type: z.literal('configure-widget'),
  widgetId: WidgetId,
  settings: z.partial(WidgetSettings),
});
export type ConfigureWidget = z.infer<typeof ConfigureWidget>;

const onWidget = <T extends string>(type: T) =>
  z.object({ id: z.uuid(), type: z.literal(type), widgetId: WidgetId });

/** From draft to enabled (admins). */
export const EnableWidget = onWidget('enable-widget');
/** From enabled to draft, until somebody enables it again (admins). */
export const PauseWidget = onWidget('pause-widget');
/** Our side of disconnecting: a draft at once; Meta is told to take our app away after that (admins). */
export const DisconnectWidget = onWidget('disconnect-widget');
export type OnWidget =
  | z.infer<typeof EnableWidget>
  | z.infer<typeof PauseWidget>
  | z.infer<typeof DisconnectWidget>;

/** Takes the practice number away with everything that was said there (admins). */
export const RemovePractice = z.object({ id: z.uuid(), type: z.literal('remove-practice') });
export type RemovePractice = z.infer<typeof RemovePractice>;

export const Command = z.discriminatedUnion('type', [
  z.extend(Reply, { id: z.pipe(z.uuid(), MessageId) }),
  Read,
  Close,
  Merge,
  Unmerge,
  RetryAside,
  SwitchChannel,
  ConfigureWidget,
  EnableWidget,
  PauseWidget,
  DisconnectWidget,
  RemovePractice,
]);
export type Command = z.infer<typeof Command>;
export const commandTypes = [
  'reply',
  'read',
  'close',
  'merge',
  'unmerge',
  'retry-aside',
  'switch-channel',
  'configure-widget',
  'enable-widget',
  'pause-widget',
  'disconnect-widget',
  'remove-practice',
] as const satisfies Command['type'][];
