/** What a delivery holds, in our words: one of these for every part of a body. */
import type { Content } from '@deskside/shared/content';
import type { Ad, Delivery, Side } from '@deskside/shared/models';

/** The number a delivery is about. */
export interface Line {
  numberId: string;
  accountId: string;
  phone: string;
}

/** By what Meta names a customer. Any of the three may be missing, but not all. */
export interface Who {
  bsuid: string | null;
  parent: string | null;
  phone: string | null;
  name: string | null;
  username: string | null;
}

export interface MessageItem {
  kind: 'message';
  line: Line;
  metaId: string;
  origin: 'customer' | 'phone';
  at: number;
  who: Who;
  content: Content;
  /** Another app has the conversation at Meta. */
  isHeld: boolean;
  quotedMetaId: string | null;
  forwarded: 'once' | 'often' | null;
  ad: Ad | null;
  product: string | null;
  /** Whom the customer is known as from now on, when this says that they changed. */
  becomes: Who | null;
  raw: string | null;
}

/** A reaction, an edit or a revoke. */
export interface MarkItem {
  kind: 'mark';
  line: Line;
  metaId: string;
  targetMetaId: string;
  what: 'reaction' | 'edit' | 'revoke';
  side: Side;
  at: number;
  /** The customer, when Meta tells more than one of their ids in one breath. */
  who: Who | null;
  content: string | null;
  raw: string;
}

export interface StatusItem {
  kind: 'status';
  line: Line;
  metaId: string;
  ourId: string | null;
  delivery: Delivery;
  failure: string | null;
  at: number;
  /** The same as of a mark. */
  who: Who | null;
  pricing: { isBillable: boolean; type: string | null; category: string | null } | null;
}

/** What the phone's address book calls somebody; null when the entry was taken out. */
export interface NameItem {
  kind: 'name';
  line: Line;
  who: Who;
  /** False when it tells of somebody, but not what they are called. */
  isNamed: boolean;
  at: number;
}

/** Something about an account or a number that an admin may want to know. */
export interface FactItem {
  kind: 'fact';
  accountId: string;
  /** Empty for the whole account. */
  number: string;
  what: string;
  /** Of several facts of one kind, which: a template, a piece of history. */
  subject: string;
  at: number;
  /** False when Meta gave no time, and `at` is only when it came. */
  isTimed: boolean;
  detail: Record<string, string | number | boolean>;
}

export const asideReasons = [
  'not-json',
  'unreadable',
  'envelope',
  'object',
  'sample',
  'unknown-field',
  'value',
  'empty',
  'part',
  'nobody',
  'group',
  'status-word',
  'failed',
] as const;
export type AsideReason = (typeof asideReasons)[number];

/** What we can't read or have no place for, as a body of its own that can be read again later. Null
 * when it can't even be written down: then the delivery is kept whole. */
export interface AsideItem {
  kind: 'aside';
  reason: AsideReason;
  numberId: string | null;
  body: Uint8Array | null;
  /** What made us stumble, when it was that: a mistake of ours, for whoever runs the server. */
  mistake?: unknown;
}

export type Item = MessageItem | MarkItem | StatusItem | NameItem | FactItem | AsideItem;
