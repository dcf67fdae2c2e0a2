/**
 * Everything that a batch of deliveries can touch, in memory: loaded in sets before anything is
 * decided, changed by pure functions, and saved in sets afterwards. A thousand messages then cost the
 * database a dozen questions.
 */
import type { ContactId, ConversationId, MessageId, SessionId } from '@deskside/shared/ids';
import type { Line } from '../../meta/items.ts';
import type { ClaimRow, LinkRow } from '../../store/claims.ts';
import type { ContactRow } from '../../store/contacts.ts';
import type { ConversationRow } from '../../store/conversations.ts';
import type { FactRow } from '../../store/facts.ts';
import type { MarkRow } from '../../store/marks.ts';
import type { MessageRow } from '../../store/messages.ts';
import type { SessionRow } from '../../store/sessions.ts';
import type { EarlyStatus } from '../../store/statuses.ts';
import type { WidgetRow } from '../../store/widgets.ts';

export interface IngestOptions {
  /** Whether a number that we meet for the first time can be answered from at once. */
  canSend: boolean;
  /** When the deliveries arrived. */
  now: number;
}

/** Rows by their keys, and which of them have changed. */
class Rows<T> {
  readonly #rows = new Map<string, T>();
  readonly changed = new Set<T>();

  get(key: string): T | undefined {
    return this.#rows.get(key);
  }
  /** As it is in the database. */
  load(key: string, row: T): void {
    this.#rows.set(key, row);
  }
  /** As it is to be. What was to be until now isn't: Postgres takes no row twice in one statement. */
  put(key: string, row: T): T {
    const before = this.#rows.get(key);
    if (before !== undefined && before !== row) this.changed.delete(before);
    this.#rows.set(key, row);
    this.changed.add(row);
    return row;
  }
  drop(key: string): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#rows.delete(key);
    this.changed.delete(row);
  }
  values(): IterableIterator<T> {
    return this.#rows.values();
  }
}

export const openWork = (options: IngestOptions) => ({
  options,
  /** By Meta's id of the account: its portfolio, or the account itself while we don't know that. */
  scopes: new Map<string, string>(),
  /** By Meta's id of the number. */
  widgets: new Rows<WidgetRow>(),
  /** By widget and Meta's id. */
  messages: new Rows<MessageRow>(),
  /** The same rows and a few more, by our id. */
  byId: new Map<MessageId, MessageRow>(),
  /** Messages by what they quote. */
  quoting: new Map<string, Set<MessageRow>>(),
  marks: new Rows<MarkRow>(),
  /** Marks by what they are about. */
  marksOn: new Map<string, MarkRow[]>(),
  early: new Rows<EarlyStatus>(),
  usedEarly: new Set<EarlyStatus>(),
  /** By scope and value, whichever kind of id the value is taken for. */
  claims: new Map<string, Map<string, ClaimRow[]>>(),
  newClaims: new Set<ClaimRow>(),
  contacts: new Rows<ContactRow>(),
  newContacts: new Set<ContactId>(),
  links: new Map<string, LinkRow>(),
  /** By person and widget. */
  conversations: new Rows<ConversationRow>(),
  conversationById: new Map<ConversationId, ConversationRow>(),
  /** In order, as far as these deliveries can touch them. */
  sessions: new Map<ConversationId, SessionRow[]>(),
  changedSessions: new Set<SessionRow>(),
  removedSessions: new Set<SessionId>(),
  /** Still to be inserted; what is changed once it is, is among the changed ones. */
  newMessages: new Set<MessageRow>(),
  inserted: new Set<MessageId>(),
  removedMessages: new Set<MessageId>(),
  facts: new Rows<FactRow>(),
  /** Contacts whose row goes to the screens again. */
  shown: new Set<ContactId>(),

  // What can't be decided from these rows alone is settled after they are saved.
  /** Who they are, and with whom they are one, has changed. */
  identities: new Set<ContactId>(),
  /** What they are called may have changed. */
  named: new Set<ContactId>(),
  /** Conversations to be worked out anew from their messages. */
  stale: new Set<ConversationId>(),
  /** Accounts with news about their being linked, and the numbers that such news named. */
  accounts: new Set<string>(),
  numbers: new Set<string>(),
});
export type Work = ReturnType<typeof openWork>;

/** Ids of customers are one portfolio's own; of accounts that nobody has linked, we only know the id. */
export const scopeOf = ({ scopes }: Work, accountId: string): string =>
  scopes.get(accountId) ?? accountId;

export const pairKey = (a: string, b: string): string => `${a} ${b}`;

/** What stands there; something new, if nothing does yet. */
export const placeIn = <T>(places: Map<string, T>, key: string, make: () => T): T => {
  const known = places.get(key);
  if (known !== undefined) return known;
  const made = make();
  places.set(key, made);
  return made;
};

export const listIn = <T>(lists: Map<string, T[]>, key: string): T[] =>
  placeIn(lists, key, () => []);

export const mapIn = <T>(maps: Map<string, Map<string, T>>, key: string): Map<string, T> =>
  placeIn(maps, key, () => new Map());

export const phoneOf = (line: Line): string => {
  const digits = line.phone.replace(/\D/g, '').slice(0, 20);
  return digits ? `+${digits}` : '';
};
