/** What people ask for in the middle of a life, by chance. */
import { AppError } from '@deskside/backend/errors';
import { obey } from '@deskside/backend/inbox/commands';
import { takeSnapshot } from '@deskside/backend/inbox/snapshot';
import type { Store } from '@deskside/backend/store/db';
import type { Command } from '@deskside/shared/commands';
import { type AgentId, type ContactId, type MessageId, newId } from '@deskside/shared/ids';
import type { Conversation } from '@deskside/shared/models';
import { expect } from 'vitest';

export const me = { id: 'me' as AgentId, name: 'Me', role: 'owner' } as const;

/** About conversations, and about the workspace. */
export const talking = ['reply', 'read', 'close', 'merge', 'unmerge'] as const;
export const managing = [
  'switch-channel',
  'configure-widget',
  'enable-widget',
  'pause-widget',
] as const;
type Asking = (typeof talking)[number] | (typeof managing)[number];

export interface Asked {
  type: Asking;
  /** Which of what is there it is about. */
  which: number;
}

/** In an order that the same life always gives, whatever chance named its rows. */
const inOrder = async (store: Store) => {
  const { conversations, widgets } = await takeSnapshot(store, me);
  const ids = await store.read.selectFrom('messages').select(['id', 'metaId']).execute();
  const said = new Map(ids.map(({ id, metaId }) => [id as string, metaId]));
  const phones = new Map(widgets.map(({ id, phone }) => [id, phone]));
  const places = new Map(
    conversations.map(({ id, widgetId, lastMessage }) => [
      id,
      [lastMessage?.at, said.get(lastMessage?.id ?? ''), phones.get(widgetId)].join(),
    ]),
  );
  const placeOf = ({ id }: Conversation) => places.get(id) ?? '';
  return conversations.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
};

export const ask = async (store: Store, { type, which }: Asked, at: number): Promise<void> => {
  const conversations = await inOrder(store);
  const pick = (n: number) => conversations[n % Math.max(1, conversations.length)];
  const [conversation, other] = [pick(which), pick(which + 1)];
  if (!conversation || !other) return;
  const id = newId<MessageId>();
  const base = { id, conversationId: conversation.id };
  const two: [ContactId, ContactId] = [conversation.contactId, other.contactId];
  const messageId = conversation.lastMessage?.id;
  const { widgetId } = conversation;
  const merges = await store.read.selectFrom('links').selectAll().orderBy('at').execute();
  const merge = merges[which % Math.max(1, merges.length)];
  const commands: Record<Asking, Command | null> = {
    reply: { ...base, type: 'reply', text: `reply ${at}` },
    read: messageId ? { ...base, type: 'read', messageId } : null,
    close: messageId ? { ...base, type: 'close', messageId } : null,
    merge: { id, type: 'merge', contactIds: two },
    unmerge: merge ? { id, type: 'unmerge', contactIds: [merge.a, merge.b] } : null,
    'switch-channel': { id, type: 'switch-channel', isOn: which % 2 === 0 },
    'configure-widget': {
      id,
      type: 'configure-widget',
      widgetId,
      settings: { greeting: `greeting ${which}`, isBotOn: which > 2 },
    },
    'enable-widget': { id, type: 'enable-widget', widgetId },
    'pause-widget': { id, type: 'pause-widget', widgetId },
  };
  const asked = commands[type];
  if (!asked) return;
  // Refusals (a closed window, nothing to close) are answers too, and change nothing.
  await store
    .write((tx) => obey(tx, me, asked, at))
    .catch((error: unknown) => {
      expect(error).toBeInstanceOf(AppError);
    });
};
