/**
 * What a person asks for, done once. The answer is stored with the command in the transaction that
 * does it, so that asking again, after a lost answer or a killed browser, gets the first answer.
 */
import { createHash } from 'node:crypto';
import type { CommandReply } from '@deskside/shared/api';
import type { Close, Command, Read, Reply, RetryAside } from '@deskside/shared/commands';
import type { ConversationId } from '@deskside/shared/ids';
import type { Agent } from '@deskside/shared/models';
import { isWindowOpen, sessionEndsAt, windowEnd } from '@deskside/shared/session';
import { AppError } from '../errors.ts';
import { clean } from '../meta/clean.ts';
import { asideById } from '../store/aside.ts';
import { commandById, insertCommand } from '../store/commands.ts';
import { changeConversation, conversationById, endWith } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { customersAfter, messageById, saveMessages } from '../store/messages.ts';
import { insertClose, latestSession, saveSessions } from '../store/sessions.ts';
import { reasonOf, widgetById } from '../store/widgets.ts';
import { addresseeOf } from './addressee.ts';
import { merge, unmerge } from './merge.ts';
import { markSeen } from './seen.ts';
import { isAdminCommand, obeyAdmin } from './widget-commands.ts';

export const obey = async (
  tx: Tx,
  agent: Agent,
  command: Command,
  now: number,
): Promise<CommandReply> => {
  const fingerprint = fingerprintOf(command);
  const known = await commandById(tx, command.id);
  if (known) {
    if (known.fingerprint !== fingerprint || known.agentId !== agent.id)
      throw new AppError(409, 'id-reused', 'This id was used for another command.');
    return JSON.parse(known.answer) as CommandReply;
  }
  if (command.type === 'reply') await reply(tx, agent, command, now);
  else if (command.type === 'read') await markRead(tx, command);
  else if (command.type === 'close') await close(tx, agent, command, now);
  else if (command.type === 'merge') await merge(tx, agent, command, now);
  else if (command.type === 'unmerge') await unmerge(tx, command);
  else if (isAdminCommand(command)) await obeyAdmin(tx, agent, command, now);
  else await allowRetry(tx, agent, command);
  const answer: CommandReply = { id: command.id, at: now };
  await insertCommand(tx, {
    id: command.id,
    agentId: agent.id,
    fingerprint,
    answer: JSON.stringify(answer),
    at: now,
  });
  return answer;
};

/** Keys in one order, so that the same command written otherwise is the same command. */
const fingerprintOf = (command: Command) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

const conversationOf = async (tx: Tx, id: ConversationId) => {
  const row = await conversationById(tx.db, id);
  if (!row) throw new AppError(404, 'not-found', 'There is no such conversation.');
  return row;
};

const reply = async (tx: Tx, agent: Agent, command: Reply, now: number): Promise<void> => {
  const conversation = await conversationOf(tx, command.conversationId);
  const widget = await widgetById(tx.db, conversation.widgetId);
  if (!widget || (await reasonOf(tx.db, widget)))
    throw new AppError(409, 'widget-draft', 'The widget is a draft; nothing is sent from it.');
  if (!isWindowOpen(windowEnd(conversation.lastMovedAt, conversation.refusedAt), now))
    throw new AppError(409, 'window-closed', 'The 24-hour window is closed.');
  if (await messageById(tx.db, command.id))
    throw new AppError(409, 'id-reused', 'This id names another message.');
  // Two clocks meet here, and only one of them has anything finer than seconds. A reply stands a second
  // after what it answers, at least; and it has whole seconds itself, or a customer's answer in the same
  // second would stand before it.
  const at = Math.max(
    Math.floor(now / 1000) * 1000,
    conversation.lastAt,
    (conversation.lastCustomerAt ?? 0) + 1000,
  );
  await saveMessages(tx, [
    {
      id: command.id,
      conversationId: conversation.id,
      ...(await addresseeOf(tx, conversation)),
      widgetId: widget.id,
      metaId: null,
      origin: 'agent',
      agentId: agent.id,
      delivery: 'queued',
      failure: null,
      pricing: null,
      sendStartedAt: null,
      at,
      content: JSON.stringify({ type: 'text', text: clean(command.text) }),
      isSpoken: 1,
      movesWindow: 0,
      quotedMetaId: null,
      extras: null,
      revokedAt: null,
      raw: null,
    },
  ]);
  await changeConversation(tx, {
    ...conversation,
    ...endWith(conversation, { at, id: command.id }),
    lastReplyAt: Math.max(conversation.lastReplyAt ?? 0, at),
  });
};

const markRead = async (tx: Tx, command: Read): Promise<void> => {
  const conversation = await conversationOf(tx, command.conversationId);
  const message = await messageById(tx.db, command.messageId);
  if (message?.conversationId !== conversation.id)
    throw new AppError(404, 'not-found', 'There is no such message in this conversation.');
  await markSeen(tx, conversation, message.id);
};

/** The moment of closing is ours, the messages' are Meta's: a close never falls before what it closes. */
const close = async (tx: Tx, agent: Agent, command: Close, now: number): Promise<void> => {
  const conversation = await conversationOf(tx, command.conversationId);
  const session = await latestSession(tx.db, conversation);
  if (!session || now >= sessionEndsAt(session))
    throw new AppError(409, 'already-closed', 'No session is open in this conversation.');
  if ((await customersAfter(tx.db, conversation.id, command.messageId, null)).length > 0)
    throw new AppError(409, 'newer-message', 'The customer has written since.');
  const closedAt = Math.max(now, session.lastCustomerAt + 1000);
  const addressee = await addresseeOf(tx, conversation);
  await insertClose(tx, {
    id: command.id,
    ...addressee,
    widgetId: conversation.widgetId,
    at: closedAt,
    agentId: agent.id,
  });
  await saveSessions(tx, [{ ...session, closedAt, closedBy: agent.id }]);
  await changeConversation(tx, conversation);
};

/** Only whether it may be done; doing it is the deliveries' part, which gives each a transaction of its
 * own. */
const allowRetry = async (tx: Tx, agent: Agent, command: RetryAside): Promise<void> => {
  if (agent.role === 'agent')
    throw new AppError(403, 'forbidden', 'Only admins may try deliveries again.');
  if (command.asideId !== null && !(await asideById(tx.db, command.asideId)))
    throw new AppError(404, 'not-found', 'Nothing with this id is kept aside.');
};
