/**
 * What agents have seen. Every contact's own conversation keeps how far, also while its messages stand in
 * another one because two contacts are one person, and a message is judged by whose it is: so nothing that
 * was seen comes back as new when two turn out to be one, or one to be two, and nothing new is lost.
 */
import type { ContactId, MessageId } from '@deskside/shared/ids';
import { bareContacts } from '../store/claims.ts';
import { membersOf } from '../store/contacts.ts';
import {
  type ConversationRow,
  changeConversation,
  conversationRows,
  saveConversations,
} from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { customersAfter, type MessageRow } from '../store/messages.ts';

type Said = Pick<MessageRow, 'id' | 'contactId' | 'weakKey'>;

const isBefore = (a: MessageId | null | undefined, b: MessageId) => (a ?? '') < b;

/** The conversations of these people on the same widget, shown or not. */
const besides = async (tx: Tx, row: ConversationRow, people: readonly ContactId[]) =>
  (await conversationRows(tx, 'contactId', people)).filter(
    ({ widgetId }) => widgetId === row.widgetId,
  );

/** Tells which of these messages of a conversation nobody has seen. */
export const unseenOf = async (
  tx: Tx,
  conversation: ConversationRow,
  people: readonly ContactId[],
  messages: readonly Said[],
): Promise<(message: Said) => boolean> => {
  const keys = new Set(messages.flatMap(({ weakKey }) => weakKey ?? []));
  const bare = await bareContacts(tx, [...keys]);
  const others = new Set([...people, ...bare.values()]);
  others.delete(conversation.contactId);
  const rows = [conversation, ...(await besides(tx, conversation, [...others]))];
  const upTo = new Map(rows.map(({ contactId, readUpTo }) => [contactId, readUpTo]));
  return ({ id, contactId, weakKey }) => {
    // Who has no conversation of their own has only ever been in this one.
    const own = upTo.has(contactId) ? upTo.get(contactId) : conversation.readUpTo;
    // Until somebody was known to have a phone, what it said stood under the phone itself.
    const bareId = weakKey === null ? undefined : bare.get(weakKey);
    return isBefore(own, id) && isBefore(bareId && upTo.get(bareId), id);
  };
};

/** An agent has seen everything up to this message. Of two, the one who is further has seen it for both. */
export const markSeen = async (
  tx: Tx,
  conversation: ConversationRow,
  messageId: MessageId,
): Promise<void> => {
  const people = (await membersOf(tx, [conversation.contactId])).map(({ id }) => id);
  const rows = await besides(tx, conversation, people);
  const behind = rows.filter(({ readUpTo }) => isBefore(readUpTo, messageId));
  for (const row of behind) row.readUpTo = messageId;
  await saveConversations(tx, behind);
  const now = rows.find(({ id }) => id === conversation.id) ?? conversation;
  const [least] = rows.flatMap(({ readUpTo }) => readUpTo ?? []).sort();
  const said = await customersAfter(tx.db, now.id, least ?? messageId, now.lastPhoneAt);
  const isUnseen = await unseenOf(tx, now, people, said);
  const unreadCount = said.filter(isUnseen).length;
  if (behind.length > 0 || unreadCount !== now.unreadCount)
    await changeConversation(tx, { ...now, unreadCount });
};
