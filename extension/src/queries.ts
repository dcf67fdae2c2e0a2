/** Every read that a view makes, named. */
import type { ChecklistId } from '@deskside/shared/checklists/model';
import { type Progress, progressId } from '@deskside/shared/checklists/progress';
import type {
  Agent,
  Channel,
  Contact,
  Conversation,
  Message,
  Session,
  Widget,
} from '@deskside/shared/models';
import type { Proof } from '@deskside/shared/proofs';
import { type Status, statusOf } from '@deskside/shared/session';
import { Dexie } from 'dexie';
import type { ConnectionRow, Draft, LocalDb, OutboxRow, ThreadRow } from './db.ts';
import type { Lane } from './lanes.ts';
import { readConnection } from './sync/connection.ts';

export const tabs = ['reply', 'waiting', 'closed', 'all'] as const;
export type Tab = (typeof tabs)[number];

export interface InboxRow {
  conversation: Conversation;
  contact: Contact | undefined;
  status: Status;
  unreadCount: number;
}

export interface Inbox {
  rows: InboxRow[];
  counts: Record<Tab, number>;
  /** Whether there are more than were asked for. */
  hasMore: boolean;
  agents: ReadonlyMap<string, Agent>;
  /** Nothing has ever been fetched: an empty list means nothing yet. */
  isFetched: boolean;
}

/** The newest of a tab. Only what is shown is read; the counts come from the index. */
export const readInbox = async (
  db: LocalDb,
  tab: Tab,
  now: number,
  limit: number,
): Promise<Inbox> => {
  const ofLane = (lane: Lane) =>
    db.conversations
      .where('[lane+lastMessage.at]')
      .between([lane, Dexie.minKey], [lane, Dexie.maxKey]);
  const ofTab = tab === 'all' ? db.conversations.orderBy('lastMessage.at') : ofLane(tab);
  const [page, reply, waiting, closed, outbox, agents, cursor] = await Promise.all([
    ofTab
      .reverse()
      .limit(limit + 1)
      .toArray(),
    ofLane('reply').count(),
    ofLane('waiting').count(),
    ofLane('closed').count(),
    db.outbox.toArray(),
    db.agents.toArray(),
    db.state.get('cursor'),
  ]);
  const hasMore = page.length > limit;
  const shown = page.slice(0, limit);
  const contacts = await db.contacts.bulkGet(shown.map(({ contactId }) => contactId));
  const read = readMarks(outbox);
  return {
    rows: shown.map((conversation, index) => ({
      conversation,
      status: statusOf(conversation, now),
      contact: contacts[index],
      unreadCount: isRead(conversation, read) ? 0 : conversation.unreadCount,
    })),
    counts: { reply, waiting, closed, all: reply + waiting + closed },
    hasMore,
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    isFetched: cursor !== undefined,
  };
};

/** Marks that are still on their way count: offline, what was read looks read. */
const readMarks = (outbox: readonly OutboxRow[]) =>
  new Map(
    outbox.flatMap(({ command }) =>
      command.type === 'read' ? [[command.conversationId as string, command.messageId]] : [],
    ),
  );
const isRead = ({ id, lastMessage }: Conversation, marks: ReadonlyMap<string, string>) =>
  lastMessage !== null && (marks.get(id) ?? '') >= lastMessage.id;

export interface Thread {
  conversation: Conversation;
  contact: Contact | undefined;
  widget: Widget | undefined;
  messages: Message[];
  sessions: Session[];
  outbox: OutboxRow[];
  agents: ReadonlyMap<string, Agent>;
  reach: ThreadRow | undefined;
}

export const readThread = async (
  db: LocalDb,
  id: string,
  limit: number,
): Promise<Thread | null> => {
  const conversation = await db.conversations.get(id);
  if (!conversation) return null;
  const [contact, widget, messages, sessions, outbox, agents, reach] = await Promise.all([
    db.contacts.get(conversation.contactId),
    db.widgets.get(conversation.widgetId),
    db.messages
      .where('[conversationId+at]')
      .between([id, Dexie.minKey], [id, Dexie.maxKey])
      .reverse()
      .limit(limit)
      .toArray(),
    db.sessions.where({ conversationId: id }).sortBy('openedAt'),
    db.outbox.where({ conversationId: id }).sortBy('id'),
    db.agents.toArray(),
    db.threads.get(id),
  ]);
  messages.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return {
    conversation,
    contact,
    widget,
    messages,
    sessions,
    outbox: outbox.filter(({ command }) => command.type === 'reply'),
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    reach,
  };
};

export interface Connection {
  row: ConnectionRow | undefined;
  waitingCount: number;
}

export const readConnectionState = async (db: LocalDb): Promise<Connection> => ({
  row: await readConnection(db),
  waitingCount: await db.outbox
    .filter(({ command, state }) => command.type === 'reply' && state === 'waiting')
    .count(),
});

const noDraft = { text: '', by: '' };
export const readDraft = async (db: LocalDb, id: string): Promise<Pick<Draft, 'text' | 'by'>> =>
  (await db.drafts.get(id)) ?? noDraft;

/** Who is paired here, as the server has them now; as they were when they paired until it is known. */
export const readMe = async (db: LocalDb, paired: Agent): Promise<Agent> =>
  (await db.agents.get(paired.id)) ?? paired;

export const readWidgets = (db: LocalDb): Promise<Widget[]> =>
  db.widgets.toCollection().sortBy('createdAt');

export interface SetupRows {
  channel: Channel | undefined;
  widgets: Widget[];
  /** One's own, the latest first. */
  checklists: Progress[];
  proofs: ReadonlyMap<string, Proof>;
}

export const readSetup = async (db: LocalDb, agentId: string): Promise<SetupRows> => {
  const [channel, widgets, checklists, proofs] = await Promise.all([
    db.channels.get('whatsapp'),
    readWidgets(db),
    db.checklists.where({ agentId }).toArray(),
    db.proofs.toArray(),
  ]);
  return {
    channel,
    widgets,
    checklists: checklists.sort((a, b) => b.touchedAt - a.touchedAt),
    proofs: new Map(proofs.map((proof) => [proof.id, proof])),
  };
};

/** What is proved of one subject. */
export const readProofs = async (
  db: LocalDb,
  subject: string,
): Promise<ReadonlyMap<string, Proof>> => {
  const proofs = await db.proofs.filter((proof) => proof.subject === subject).toArray();
  return new Map(proofs.map((proof) => [proof.id, proof]));
};

export interface ChecklistRows {
  progress: Progress;
  widgets: Widget[];
  proofs: ReadonlyMap<string, Proof>;
}

export const readChecklist = async (
  db: LocalDb,
  agentId: string,
  id: ChecklistId,
  subject: string,
): Promise<ChecklistRows | null> => {
  const progress = await db.checklists.get(progressId(agentId, id, subject));
  if (!progress) return null;
  const { widgets, proofs } = await readSetup(db, agentId);
  return { progress, widgets, proofs };
};

export const readWidget = async (db: LocalDb, id: string): Promise<Widget | null> =>
  (await db.widgets.get(id)) ?? null;
