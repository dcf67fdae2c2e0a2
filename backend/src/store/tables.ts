/**
 * The columns, named as the models name them. Ids and phone numbers are TEXT; JSON is TEXT that only
 * the table's own file reads; times are integer milliseconds. Both databases have exactly these.
 */
import type {
  AgentId,
  ContactId,
  ConversationId,
  DeviceId,
  MessageId,
  SessionId,
  WidgetId,
} from '@deskside/shared/ids';
import type { Outcome } from '@deskside/shared/manage';
import type { Answering, Delivery, DraftReason, Origin, Role, Side } from '@deskside/shared/models';
import type { CheckName, ProofWord } from '@deskside/shared/proofs';

export interface Tables {
  /** One row. Its counter gives every event its place; see db.ts. */
  log: { id: number; seq: number; writes: number };
  /** Which rows have changed, up to this place; what they are now stands in their own tables. See log.ts. */
  events: { seq: number; at: number; changes: string };
  /** Who was removed stays by name: messages say who wrote them. */
  agents: { id: AgentId; name: string; role: Role; createdAt: number; removedAt: number | null };
  devices: {
    id: DeviceId;
    agentId: AgentId;
    tokenHash: string;
    createdAt: number;
    revokedAt: number | null;
    /** To within a few minutes. */
    lastSeenAt: number | null;
  };
  pairingCodes: {
    hash: string;
    role: Role;
    expiresAt: number;
    usedAt: number | null;
    /** Whose browser it pairs, when that is somebody who is here already. */
    agentId: AgentId | null;
  };
  widgets: {
    id: WidgetId;
    numberId: string;
    accountId: string;
    name: string;
    phone: string;
    /** Why we keep it a draft; null when it is ours to send from. */
    draftReason: DraftReason | null;
    /** Why Meta does: `unlinked` or `suspended`, with its own word for it. */
    linkReason: DraftReason | null;
    linkDetail: string | null;
    /** One while the number's state is still to be asked at Meta. */
    checkDue: number;
    isPractice: number;
    createdAt: number;
    publicName: string;
    answering: Answering;
    answerAfterMinutes: number;
    isBotOn: number;
    handsOver: number;
    greeting: string;
    /** How an admin linked it, and when; null for a number that only wrote. */
    way: 'signup' | 'token' | null;
    addedAt: number | null;
    /** Whether the WhatsApp Business app has it too; null while nobody has asked. */
    isOnPhone: number | null;
    /** What has become of taking our app away from the account. */
    unsubscribe: 'due' | 'done' | 'kept' | 'failed' | null;
  };
  channels: { id: 'whatsapp'; isOn: number; changedAt: number };
  /** The last answer of every check, by what it is about. */
  proofs: {
    id: string;
    check: CheckName;
    subject: string;
    isOk: number;
    at: number;
    by: 'deskside' | 'meta';
    word: ProofWord;
    detail: string;
  };
  /** What admins have entered, sealed; seal.ts has the key. */
  secrets: { name: string; sealed: string; at: number };
  /** The WhatsApp Business accounts that admins have linked. */
  accounts: {
    accountId: string;
    name: string;
    portfolioId: string | null;
    way: 'signup' | 'token';
    at: number;
  };
  /** Tickets to the signup page, by their hashes. */
  signups: { hash: string; agentId: AgentId; expiresAt: number; usedAt: number | null };
  /** One for every id by which Meta knows somebody. Several may be one person: then they share a
   * `personId`, and the person's shown name, phone and ids stand in the row that has it as its id. */
  contacts: {
    id: ContactId;
    personId: ContactId;
    name: string;
    phone: string | null;
    username: string | null;
    bsuid: string | null;
    profileName: string | null;
    profileAt: number;
    profileUsername: string | null;
    usernameAt: number;
    bookName: string | null;
    bookAt: number;
  };
  /** Who has been seen with which id, and since when. The holder is empty where the id is all we know
   * somebody by. The scope is the portfolio, or the account as long as we don't know whose that is: ids
   * of another one name other people. */
  claims: {
    scope: string;
    kind: 'bsuid' | 'parent' | 'phone';
    value: string;
    holder: string;
    contactId: ContactId;
    firstAt: number;
  };
  /** Two contacts that are one person, by Meta's word or an agent's. */
  links: { a: ContactId; b: ContactId; by: string; at: number };
  conversations: {
    id: ConversationId;
    contactId: ContactId;
    widgetId: WidgetId;
    lastAt: number;
    /** The hour of it, by which the newest are found. */
    lastHour: number;
    lastCustomerAt: number | null;
    lastReplyAt: number | null;
    lastPhoneAt: number | null;
    /** The customer's last word that moved the window. */
    lastMovedAt: number | null;
    /** When Meta last refused free text because the window was closed. */
    refusedAt: number | null;
    sessionId: SessionId | null;
    lastMessageId: MessageId | null;
    unreadCount: number;
    readUpTo: MessageId | null;
  };
  sessions: {
    id: SessionId;
    conversationId: ConversationId;
    openedAt: number;
    lastCustomerAt: number;
    closedAt: number | null;
    closedBy: AgentId | null;
  };
  /** Closes by agents: what sessions are worked out from, besides the messages. */
  closes: {
    id: string;
    contactId: ContactId;
    weakKey: string | null;
    widgetId: WidgetId;
    at: number;
    agentId: AgentId;
  };
  messages: {
    id: MessageId;
    conversationId: ConversationId;
    /** Of the conversation's id, and of the two ids that make it unique: see keys.ts. */
    thread: number;
    metaKey: string | null;
    /** Whose it is by itself, whoever turns out to be the same person. */
    contactId: ContactId;
    /** The phone or parent id that was all we had to go by. It may turn out to be somebody's. */
    weakKey: string | null;
    widgetId: WidgetId;
    metaId: string | null;
    origin: Origin;
    agentId: AgentId | null;
    at: number;
    content: string;
    isSpoken: number;
    movesWindow: number;
    quotedMetaId: string | null;
    /** JSON of the model's extras. */
    extras: string | null;
    revokedAt: number | null;
    delivery: Delivery | null;
    failure: string | null;
    /** JSON: what Meta says that it cost. */
    pricing: string | null;
    /** Meta's own words for what this version only shows as unsupported, so that a later one can read
     * them anew. */
    raw: string | null;
    /** When a server took the message to Meta; a queued one that was never taken is safe to send. */
    sendStartedAt: number | null;
  };
  /** Statuses of messages that haven't come yet. */
  earlyStatuses: {
    widgetId: WidgetId;
    metaId: string;
    delivery: Delivery;
    failure: string | null;
    at: number;
    pricing: string | null;
  };
  /** Reactions, edits and revokes: what was said about a message, which may come before it. */
  marks: {
    widgetId: WidgetId;
    metaId: string;
    targetMetaId: string;
    kind: 'reaction' | 'edit' | 'revoke';
    side: Side;
    at: number;
    /** An emoji, or the new content as JSON; null for a reaction taken back. */
    content: string | null;
    raw: string | null;
  };
  /** What Meta says about an account or one of its numbers, the latest of each kind. */
  facts: {
    accountId: string;
    /** Empty for the whole account; else Meta's id of the number, or the phone itself. */
    number: string;
    kind: string;
    subject: string;
    at: number;
    detail: string;
  };
  commands: { id: string; agentId: AgentId; fingerprint: string; answer: string; at: number };
  /** What was signed by Meta and couldn't be read, or has no place yet. */
  aside: {
    id: string;
    at: number;
    reason: string;
    body: Uint8Array;
    numberId: string | null;
    tries: number;
  };
  /** Deliveries by the hour and the number they were about (empty where that can't be known). */
  deliveryHours: {
    hour: number;
    numberId: string;
    outcome: Outcome;
    count: number;
    lastAt: number;
  };
  /** One row. */
  workspace: { id: number; name: string; timeZone: string | null; keepDays: number | null };
}
