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
import type { Delivery, DraftReason, Origin, Role } from '@deskside/shared/models';

export interface Tables {
  /** One row. Its counter gives every event its place; see db.ts. */
  log: { id: number; seq: number };
  events: { seq: number; at: number; type: string; row: string };
  agents: { id: AgentId; name: string; role: Role; createdAt: number };
  devices: {
    id: DeviceId;
    agentId: AgentId;
    tokenHash: string;
    createdAt: number;
    revokedAt: number | null;
  };
  pairingCodes: {
    hash: string;
    role: Role;
    expiresAt: number;
    usedAt: number | null;
  };
  widgets: {
    id: WidgetId;
    numberId: string;
    accountId: string;
    name: string;
    phone: string;
    draftReason: DraftReason | null;
    isPractice: number;
    createdAt: number;
  };
  contacts: {
    id: ContactId;
    name: string;
    nameAt: number;
    phone: string | null;
    username: string | null;
    bsuid: string | null;
  };
  aliases: { kind: 'bsuid' | 'parent' | 'phone'; value: string; contactId: ContactId };
  conversations: {
    id: ConversationId;
    contactId: ContactId;
    widgetId: WidgetId;
    lastAt: number;
    lastCustomerAt: number | null;
    lastReplyAt: number | null;
    lastPhoneAt: number | null;
    windowEndsAt: number | null;
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
  messages: {
    id: MessageId;
    conversationId: ConversationId;
    widgetId: WidgetId;
    metaId: string | null;
    origin: Origin;
    agentId: AgentId | null;
    at: number;
    content: string;
    isSpoken: number;
    delivery: Delivery | null;
    failure: string | null;
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
  };
  commands: { id: string; agentId: AgentId; fingerprint: string; answer: string; at: number };
  /** What was signed by Meta and couldn't be read, or has no place yet. */
  aside: { id: string; at: number; reason: string; body: Uint8Array };
}
