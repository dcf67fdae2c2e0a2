/**
 * Everything an inbox starts from. The place in the log is read first: rows may then be newer than
 * it, which does no harm, because the events since are applied on top and carry whole rows.
 */
import { PROTOCOL, type Snapshot, type ThreadPage } from '@deskside/shared/api';
import type { ConversationId } from '@deskside/shared/ids';
import type { Agent } from '@deskside/shared/models';
import { allAgents } from '../store/agents.ts';
import { readChannel } from '../store/channels.ts';
import { contactsById } from '../store/contacts.ts';
import { conversationById, newestConversations } from '../store/conversations.ts';
import type { Store } from '../store/db.ts';
import { logEnd } from '../store/events.ts';
import { messagesBefore } from '../store/messages.ts';
import { allProofs } from '../store/proofs.ts';
import { sessionsSince } from '../store/sessions.ts';
import { allWidgets } from '../store/widgets.ts';

const CONVERSATIONS_MAX = 2000;
/** How many threads come along, to be read at once and offline; the rest are fetched when opened. */
const THREADS = 50;
const PAGE = 40;

const END = { at: Number.MAX_SAFE_INTEGER, id: '' };

export const takeSnapshot = async ({ read, reader }: Store, me: Agent): Promise<Snapshot> => {
  const seq = await logEnd(read);
  const conversations = await newestConversations(reader, CONVERSATIONS_MAX);
  const contacts = await contactsById(reader, [
    ...new Set(conversations.map(({ contactId }) => contactId)),
  ]);
  const threads: ThreadPage[] = [];
  for (const { id } of conversations.slice(0, THREADS)) threads.push(await readThread(read, id));
  return {
    protocol: PROTOCOL,
    seq,
    me,
    agents: await allAgents(read),
    channel: await readChannel(read),
    widgets: await allWidgets(read),
    contacts,
    conversations,
    sessions: threads.flatMap(({ sessions }) => sessions),
    messages: threads.flatMap(({ messages }) => messages),
    proofs: await allProofs(read),
  };
};

export const readThread = async (
  db: Store['read'],
  id: ConversationId,
  before: { at: number; id: string } = END,
): Promise<ThreadPage> => {
  const messages = await messagesBefore(db, id, before, PAGE + 1);
  const isStart = messages.length <= PAGE;
  if (!isStart) messages.shift();
  const conversation = await conversationById(db, id);
  const sessions = conversation ? await sessionsSince(db, conversation, messages[0]?.at ?? 0) : [];
  return { messages, sessions, isStart };
};
