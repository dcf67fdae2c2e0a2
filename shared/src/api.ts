/**
 * The paths, what goes in and what comes out, and every error code. `endpoints` is the one list of
 * them: the server serves it, the OpenAPI description is made from it, the extension calls by it.
 */
import * as z from 'zod/mini';
import { setupEndpoints } from './api-setup.ts';
import { Command } from './commands.ts';
import { Content } from './content.ts';
import { LogEvent } from './events.ts';
import { ContactId, DeviceId } from './ids.ts';
import { CodeRequest, manageEndpoints } from './manage.ts';
import {
  Agent,
  Channel,
  Contact,
  Conversation,
  Extras,
  Message,
  Session,
  Widget,
} from './models.ts';
import { Proof } from './proofs.ts';

/** Raised when an older extension could misread what the server says. A cursor of another protocol
 * is answered with a reset. */
export const PROTOCOL = 4;

export const ErrorCode = z.enum([
  'bad-request',
  'unauthorized',
  'forbidden',
  'not-found',
  'too-large',
  'bad-signature',
  'wrong-code',
  'too-many-guesses',
  'id-reused',
  'unknown-command',
  'text-too-long',
  'window-closed',
  'widget-draft',
  'already-closed',
  'newer-message',
  'already-merged',
  'not-merged',
  'already-draft',
  'not-linked',
  // What Meta answered, or didn't, when an admin asked for something.
  'settings-missing',
  'token-wrong',
  'permission-missing',
  'account-foreign',
  'app-foreign',
  'no-numbers',
  'number-gone',
  'meta-silent',
  'meta-busy',
  'meta-refused',
  'signup-expired',
  'last-owner',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;
export const ErrorReply = z.object({
  error: z.object({
    code: z.catch(ErrorCode, 'internal'),
    message: z.string(),
    /** What a sentence about it may want to name: Meta's code, what is missing. */
    detail: z.optional(z.record(z.string(), z.string())),
  }),
});

export const PairRequest = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(64)),
  name: z.string().check(z.minLength(1), z.maxLength(80)),
});
/** `protocol` lets an extension tell an older or newer server from a wrong one. */
export const PairReply = z.object({ token: z.string(), agent: Agent, protocol: z.int() });
export type PairReply = z.infer<typeof PairReply>;

/** A pairing link: the address, and the code in the fragment, so that no server or proxy logs it. */
export const CodeReply = z.object({ code: z.string(), link: z.string(), expiresAt: z.int() });
export type CodeReply = z.infer<typeof CodeReply>;

export const Device = z.object({
  id: DeviceId,
  agent: Agent,
  createdAt: z.int(),
  isThisOne: z.boolean(),
});
export const DevicesReply = z.object({ devices: z.array(Device) });

export const Snapshot = z.object({
  protocol: z.int(),
  seq: z.int(),
  me: Agent,
  agents: z.array(Agent),
  channel: Channel,
  widgets: z.array(Widget),
  contacts: z.array(Contact),
  conversations: z.array(Conversation),
  sessions: z.array(Session),
  messages: z.array(Message),
  proofs: z.array(Proof),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** `isReset` says that the cursor leads nowhere: take a snapshot. */
export const Changes = z.object({
  protocol: z.int(),
  seq: z.int(),
  isReset: z.boolean(),
  events: z.array(z.unknown()),
});

export const ThreadPage = z.object({
  messages: z.array(Message),
  sessions: z.array(Session),
  isStart: z.boolean(),
});
export type ThreadPage = z.infer<typeof ThreadPage>;

/** When the server took the command; what it did arrives by the stream. */
export const CommandReply = z.object({ id: z.string(), at: z.int() });
export type CommandReply = z.infer<typeof CommandReply>;

export const Done = z.object({ ok: z.boolean() });

/** What Meta signed and this version couldn't read, without its body. */
export const Aside = z.object({
  id: z.string(),
  at: z.int(),
  reason: z.string(),
  /** Meta's id of the number, where it could be told. */
  numberId: z.nullable(z.string()),
  bytes: z.int(),
  /** How often it has been tried again. */
  tries: z.int(),
});
/** What Meta says of an account or a number that has no widget here. */
export const Notice = z.object({
  accountId: z.string(),
  /** Empty for the whole account; else Meta's id of the number, or the phone itself. */
  number: z.string(),
  kind: z.string(),
  at: z.int(),
});
export const AsideReply = z.object({
  count: z.int(),
  items: z.array(Aside),
  notices: z.array(Notice),
});

/** What Meta says about a widget's number and account: the latest of each kind. */
export const Fact = z.object({
  kind: z.string(),
  subject: z.string(),
  at: z.int(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Fact = z.infer<typeof Fact>;
export const WidgetsReply = z.object({ widgets: z.array(Widget) });
export const FactsReply = z.object({ facts: z.array(Fact) });

/** Two contacts that may be one person, and why; or that an agent has made one. */
export const Pair = z.object({
  reason: z.enum(['same-phone', 'similar-phone']),
  contacts: z.tuple([Contact, Contact]),
});
export const Merge = z.object({
  contactIds: z.tuple([ContactId, ContactId]),
  /** The two as they would be apart. */
  contacts: z.tuple([Contact, Contact]),
  at: z.int(),
});
export const MergesReply = z.object({ candidates: z.array(Pair), merges: z.array(Merge) });

/** What a revoked message said. */
export const Original = z.object({ content: Content, earlier: Extras.shape.earlier });

export const endpoints = {
  pair: {
    method: 'POST',
    path: '/api/pair',
    summary: 'Trade a pairing code for a device token.',
    isOpen: true,
    query: {},
    request: PairRequest,
    reply: PairReply,
  },
  makeCode: {
    method: 'POST',
    path: '/api/pairing-codes',
    summary: 'Make a pairing code for another person (admins).',
    isOpen: false,
    query: {},
    request: CodeRequest,
    reply: CodeReply,
  },
  devices: {
    method: 'GET',
    path: '/api/devices',
    summary: 'The paired browsers: everyone’s for admins, else one’s own.',
    isOpen: false,
    query: {},
    request: null,
    reply: DevicesReply,
  },
  revoke: {
    method: 'DELETE',
    path: '/api/devices/:id',
    summary: 'Revoke a device token: one’s own, or anyone’s for admins. `current` is this device.',
    isOpen: false,
    query: {},
    request: null,
    reply: Done,
  },
  snapshot: {
    method: 'GET',
    path: '/api/snapshot',
    summary: 'Everything an inbox starts from, as of one place in the log.',
    isOpen: false,
    query: {},
    request: null,
    reply: Snapshot,
  },
  changes: {
    method: 'GET',
    path: '/api/changes',
    summary: 'The events after a cursor (`after`), as JSON, at most 500.',
    isOpen: false,
    query: {
      after: 'The seq of the last event that you have; without it, from now.',
      protocol:
        'The protocol that you speak; another one than the server’s is answered by a reset.',
    },
    request: null,
    reply: Changes,
  },
  thread: {
    method: 'GET',
    path: '/api/conversations/:id/messages',
    summary: 'Older messages of a conversation, before `at` and `id`.',
    isOpen: false,
    query: {
      at: 'The time of the oldest message that you have, in milliseconds.',
      before: 'Its id.',
    },
    request: null,
    reply: ThreadPage,
  },
  original: {
    method: 'GET',
    path: '/api/messages/:id/original',
    summary: 'What a message said before it was taken back (admins).',
    isOpen: false,
    query: {},
    request: null,
    reply: Original,
  },
  merges: {
    method: 'GET',
    path: '/api/merges',
    summary: 'Contacts that may be one person, and those that agents have merged.',
    isOpen: false,
    query: {},
    request: null,
    reply: MergesReply,
  },
  widgets: {
    method: 'GET',
    path: '/api/widgets',
    summary: 'The numbers that customers write to, and how each of them is.',
    isOpen: false,
    query: {},
    request: null,
    reply: WidgetsReply,
  },
  facts: {
    method: 'GET',
    path: '/api/widgets/:id/facts',
    summary: 'What Meta says about a widget’s number and account (admins).',
    isOpen: false,
    query: {},
    request: null,
    reply: FactsReply,
  },
  aside: {
    method: 'GET',
    path: '/api/aside',
    summary: 'Deliveries that couldn’t be read, whole or in part: the newest 200 (admins).',
    isOpen: false,
    query: {},
    request: null,
    reply: AsideReply,
  },
  ...manageEndpoints,
  ...setupEndpoints,
  command: {
    method: 'POST',
    path: '/api/commands',
    summary: 'Ask for something to be done; the id makes it happen once.',
    isOpen: false,
    query: {},
    request: Command,
    reply: CommandReply,
  },
  events: {
    method: 'GET',
    path: '/api/events',
    summary: 'The events after a cursor (Last-Event-ID or `after`), and then as they happen (SSE).',
    isOpen: false,
    query: {
      after: 'The seq of the last event that you have; without it, from now.',
      protocol:
        'The protocol that you speak; another one than the server’s is answered by a reset.',
    },
    request: null,
    reply: LogEvent,
  },
} as const;
