/**
 * What a machine has found out about a number, an account or this server: asked now, or told by Meta.
 * A proof is about one subject and keeps its last answer; `isOk` says whether a checklist's step is done.
 */
import * as z from 'zod/mini';

/** Each with what its subject is: nothing, a widget's id, or a phone number as typed. */
export const checkSubjects = {
  /** Meta's door and our address, for all widgets. */
  'public-address': 'server',
  'verify-token': 'server',
  challenge: 'server',
  signature: 'server',
  fields: 'server',
  /** A widget, its number or its account. */
  permissions: 'widget',
  'app-subscribed': 'widget',
  override: 'widget',
  'first-delivery': 'widget',
  'number-state': 'widget',
  'contacts-synced': 'widget',
  deliveries: 'widget',
  'last-paid': 'widget',
  'draft-here': 'widget',
  unsubscribed: 'widget',
  unlinked: 'widget',
  'number-known': 'number',
} as const;
export type CheckName = keyof typeof checkSubjects;
export const checkNames = Object.keys(checkSubjects) as CheckName[];
export const Check = z.enum(checkNames);

/** A sentence each, in both languages. `detail` holds what the sentence names. */
export const proofWords = [
  // public-address; detail: address
  'reachable',
  'not-set',
  'not-https',
  'not-reachable',
  'not-ours',
  // verify-token
  'set',
  // challenge
  'seen',
  'not-seen',
  'wrong-token',
  // signature
  'right',
  'wrong',
  // app-subscribed; detail: app, others
  'subscribed',
  'not-subscribed',
  'only-others',
  // fields; detail: missing, address
  'all-fields',
  'fields-missing',
  'other-address',
  // override; detail: address, level
  'ours',
  'elsewhere',
  'default',
  // first-delivery; detail: at
  'arrived',
  'none-yet',
  // number-state; detail: status, quality, name, nameState, isOnPhone, platform, health, problems, limit,
  // why: what Meta says about each problem, in its own words
  'connected',
  'not-connected',
  'limited',
  'blocked',
  'gone',
  // number-known; detail: name, status, account, widgetId
  'free',
  'in-account',
  'in-use-here',
  'cannot-tell',
  // permissions; detail: missing
  'all-granted',
  'permission-missing',
  // draft-here; detail: reason
  'draft',
  'draft-otherwise',
  'enabled',
  // unlinked; detail: reason, state
  'unlinked',
  'still-linked',
  // unsubscribed; detail: code
  'unsubscribed',
  'still-needed',
  'due',
  'failed',
  // last-paid; detail: paidAt, freeAt, since
  'paid-unknown',
  'never-paid',
  'wait-until',
  'can-be-deleted',
  // deliveries; detail: hours, usual, count, lastAt
  'as-usual',
  'silent',
  'too-new',
  // contacts-synced; detail: at
  'synced',
  'not-synced',
  'sync-used',
  'sync-too-late',
  'not-on-phone',
  // Any of them: why Meta could not be asked. detail: missing, code
  'practice',
  'settings-missing',
  'token-wrong',
  'account-foreign',
  'meta-silent',
  'meta-busy',
  'meta-refused',
] as const;
export const ProofWord = z.enum(proofWords);
export type ProofWord = z.infer<typeof ProofWord>;

export const Proof = z.object({
  /** `<check> <subject>` */
  id: z.string(),
  check: Check,
  subject: z.string(),
  isOk: z.boolean(),
  at: z.int(),
  /** Who said it: we asked, or Meta told us by itself. */
  by: z.enum(['deskside', 'meta']),
  word: ProofWord,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Proof = z.infer<typeof Proof>;

export const proofId = (check: CheckName, subject: string): string => `${check} ${subject}`;
