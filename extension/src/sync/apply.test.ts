import 'fake-indexeddb/auto';
import { type ConversationId, type MessageId, newId } from '@deskside/shared/ids';
import { expect, it } from 'vitest';
import { openLocal } from '../db.ts';
import { applyEvents } from './apply.ts';

it('a reply that was forgotten before we heard that it had become a message leaves the outbox', async () => {
  const { db } = await openLocal(newId());
  const id = newId<MessageId>();
  const conversationId = newId<ConversationId>();
  await db.state.put({ key: 'cursor', seq: 7, pairingId: 'pairing' });
  await db.outbox.put({
    id,
    conversationId,
    command: { id, type: 'reply', conversationId, text: 'We open at nine.' },
    createdAt: 1,
    state: 'waiting',
    error: null,
  });
  await applyEvents(db, 'pairing', [
    { seq: 8, at: 1, type: 'removed', row: { table: 'message', id } },
  ]);
  expect(await db.outbox.count()).toBe(0);
  db.close();
});
