/** What setting up asks of the server: secrets, accounts at Meta, new widgets, and proofs. */
import * as z from 'zod/mini';
import { Widget } from './models.ts';
import { Check, Proof } from './proofs.ts';

/** What an admin may enter. A secret never comes back; that it is set, and since when, does. */
export const SecretName = z.enum([
  'app-id',
  'app-secret',
  'verify-token',
  'access-token',
  'signup-config-id',
]);
export type SecretName = z.infer<typeof SecretName>;

export const SecretState = z.object({
  name: SecretName,
  /** Where it comes from; null while it is set nowhere. What is entered comes before the environment.
   * `unreadable` was sealed with another DESKSIDE_SECRET, and has to be entered again. */
  source: z.nullable(z.enum(['entered', 'environment', 'unreadable'])),
  at: z.nullable(z.int()),
});
export type SecretState = z.infer<typeof SecretState>;

/** Meta's ids are digits; other signs are a slip of the clipboard. */
const metaId = z.string().check(z.trim(), z.regex(/^\w{1,64}$/));
const token = z.string().check(z.trim(), z.regex(/^[\x21-\x7e]{8,1000}$/));

/** Null takes the entered one away. */
export const SecretRequest = z.object({
  name: SecretName,
  value: z.nullable(z.string().check(z.trim(), z.regex(/^[\x21-\x7e]{4,1000}$/))),
});

export const Account = z.object({
  accountId: z.string(),
  name: z.string(),
  way: z.enum(['signup', 'token']),
  at: z.int(),
  /** Whether it has a token of its own; else the general one is used. */
  hasToken: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** What a checklist needs to name: nothing here is a secret. */
export const SetupReply = z.object({
  /** To be copied into Meta's page. */
  webhookUrl: z.string(),
  /** Null while DESKSIDE_PUBLIC_URL isn't set. */
  publicUrl: z.nullable(z.string()),
  appId: z.nullable(z.string()),
  /** What our app is called at Meta, and so on the phone under connected platforms. */
  appName: z.nullable(z.string()),
  canSignUp: z.boolean(),
  secrets: z.array(SecretState),
  accounts: z.array(Account),
});
export type SetupReply = z.infer<typeof SetupReply>;

/** The practice number's own id, and its account's. */
export const PRACTICE = 'practice';

/** Without a token, the account's own or the general one is used. */
export const LookRequest = z.object({ accountId: metaId, token: z.nullable(token) });

export const MetaNumber = z.object({
  numberId: z.string(),
  phone: z.string(),
  /** The display name that Meta has verified. */
  name: z.string(),
  /** Meta's own words, and empty where it says nothing. */
  status: z.string(),
  quality: z.string(),
  nameState: z.string(),
  isOnPhone: z.nullable(z.boolean()),
  /** The widget that has it already. */
  widget: z.nullable(Widget),
});
export type MetaNumber = z.infer<typeof MetaNumber>;

export const LookReply = z.object({
  account: z.object({ accountId: z.string(), name: z.string() }),
  numbers: z.array(MetaNumber),
});
export type LookReply = z.infer<typeof LookReply>;

export const AddWidgetRequest = z.object({
  accountId: metaId,
  numberId: metaId,
  token: z.nullable(token),
});
export const AddWidgetReply = z.object({ widget: Widget });

/** A page of this server that signs up at Facebook; the ticket in its fragment works once. */
export const SignupReply = z.object({ link: z.string(), expiresAt: z.int() });

/** The subject is empty for a check about the server (or the practice widget, which plays one), a widget's
 * id or its phone number, or a number as typed. */
export const CheckRequest = z.object({
  check: Check,
  subject: z.string().check(z.trim(), z.maxLength(64)),
});
export const CheckReply = z.object({ proof: Proof });

export const setupEndpoints = {
  setup: {
    method: 'GET',
    path: '/api/setup',
    summary: 'How far setting up has come: addresses, what is set, accounts (admins).',
    isOpen: false,
    query: {},
    request: null,
    reply: SetupReply,
  },
  secrets: {
    method: 'POST',
    path: '/api/secrets',
    summary: 'Enter one of Meta’s secrets, or take it away; it is sealed and never shown (admins).',
    isOpen: false,
    query: {},
    request: SecretRequest,
    reply: z.object({ ok: z.boolean() }),
  },
  look: {
    method: 'POST',
    path: '/api/accounts/look',
    summary:
      'Look at a WhatsApp Business account with a token: its numbers, to choose from (admins).',
    isOpen: false,
    query: {},
    request: LookRequest,
    reply: LookReply,
  },
  addWidget: {
    method: 'POST',
    path: '/api/widgets',
    summary: 'Link a number and make a draft widget of it; again is the same as once (admins).',
    isOpen: false,
    query: {},
    request: AddWidgetRequest,
    reply: AddWidgetReply,
  },
  signup: {
    method: 'POST',
    path: '/api/signups',
    summary:
      'A link, good once and for half an hour, to the page that signs up at Facebook (admins).',
    isOpen: false,
    query: {},
    request: null,
    reply: SignupReply,
  },
  check: {
    method: 'POST',
    path: '/api/checks',
    summary: 'Have a machine prove something now, for everybody to see (admins).',
    isOpen: false,
    query: {},
    request: CheckRequest,
    reply: CheckReply,
  },
  fix: {
    method: 'POST',
    path: '/api/fixes',
    summary:
      'Have a machine put it right and prove it: fields, app-subscribed, override, contacts-synced, unsubscribed (admins).',
    isOpen: false,
    query: {},
    request: CheckRequest,
    reply: CheckReply,
  },
} as const;
