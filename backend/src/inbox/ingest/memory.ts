/**
 * What the last deliveries were about, kept for the next ones: busy customers write again, and who they
 * are needn't be asked each time. The store empties it as soon as anybody else has written, here or in
 * another server, and when a transaction fails; so these rows are always the database's own.
 */
import type { ContactId, ConversationId } from '@deskside/shared/ids';
import type { ClaimRow } from '../../store/claims.ts';
import type { ContactRow } from '../../store/contacts.ts';
import type { ConversationRow } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import type { SessionRow } from '../../store/sessions.ts';
import type { WidgetRow } from '../../store/widgets.ts';
import type { Work } from './work.ts';

export interface Memory {
  /** By Meta's id of the account: whose people its ids name. */
  scopes: Map<string, string>;
  /** By Meta's id of the number. */
  widgets: Map<string, WidgetRow>;
  /** By scope and value: of a value that is here, all of them. */
  claims: Map<string, Map<string, ClaimRow[]>>;
  contacts: Map<ContactId, ContactRow>;
  /** All of a person's. */
  conversations: Map<ContactId, ConversationRow[]>;
  conversationById: Map<ConversationId, ConversationRow>;
  /** The latest of a conversation, and perhaps some before it. */
  sessions: Map<ConversationId, SessionRow[]>;
}

const NAME = 'ingest';
/** Some megabytes. */
const CONTACTS_MAX = 4000;

const emptyMemory = (): Memory => ({
  scopes: new Map(),
  widgets: new Map(),
  claims: new Map(),
  contacts: new Map(),
  conversations: new Map(),
  conversationById: new Map(),
  sessions: new Map(),
});

export const memoryOf = ({ memory }: Pick<Tx, 'memory'>): Memory => {
  const known = memory.get(NAME) as Memory | undefined;
  if (known) return known;
  const made = emptyMemory();
  memory.set(NAME, made);
  return made;
};

/** Before anything is loaded, and never in between: what is half at hand would be taken for all. */
export const forgetMany = (tx: Pick<Tx, 'memory'>): void => {
  if (memoryOf(tx).contacts.size > CONTACTS_MAX) tx.memory.delete(NAME);
};

/** After everything is saved. What had to be settled has changed rows that aren't at hand. */
export const remember = (tx: Pick<Tx, 'memory'>, work: Work): void => {
  const { identities, stale, named, accounts } = work;
  if (identities.size + stale.size + named.size + accounts.size > 0) {
    tx.memory.delete(NAME);
    return;
  }
  const memory = memoryOf(tx);
  for (const row of work.widgets.values()) memory.widgets.set(row.numberId, row);
  for (const row of work.contacts.values()) memory.contacts.set(row.id, row);
  for (const row of work.conversationById.values()) {
    memory.conversationById.set(row.id, row);
    const all = memory.conversations.get(row.contactId);
    if (all && !all.includes(row)) all.push(row);
    // Whoever is new has no other.
    if (!all && work.newContacts.has(row.contactId)) memory.conversations.set(row.contactId, [row]);
  }
  for (const [id, list] of work.sessions) memory.sessions.set(id, list);
};
