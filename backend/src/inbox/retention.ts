/**
 * Forgets old conversations, when an admin has said for how long they are kept. A conversation goes as
 * a whole, once nobody has said anything in it for that long: taking away its first half would change
 * the sessions that are worked out from it. Whoever writes again begins anew.
 */

import { dropAsideBefore } from '../store/aside.ts';
import { membersOf } from '../store/contacts.ts';
import { silentConversations } from '../store/conversations.ts';
import type { Store, Tx } from '../store/db.ts';
import { messageIdsOf, removeMessages } from '../store/messages.ts';
import { removeCloses } from '../store/sessions.ts';
import { workspaceSettings } from '../store/workspace.ts';
import { deriveAnew } from './ingest/settle.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As many as one transaction takes: what comes in meanwhile doesn't wait for more. */
const SOME = 20;

export const forgetOld = async (store: Store, now: number): Promise<void> => {
  const { keepDays } = await workspaceSettings(store.read);
  if (keepDays === null) return;
  const before = now - keepDays * DAY_MS;
  while (await store.write((tx) => forgetSome(tx, before)));
  // What couldn't be read is somebody's words too.
  await store.write((tx) => dropAsideBefore(tx, before));
};

const forgetSome = async (tx: Tx, before: number): Promise<boolean> => {
  const rows = await silentConversations(tx.db, before, SOME);
  if (rows.length === 0) return false;
  const ids = rows.map(({ id }) => id);
  await removeMessages(tx, await messageIdsOf(tx, ids));
  for (const { contactId, widgetId } of rows) {
    // Of two contacts that are one person, each closed under its own id.
    const people = await membersOf(tx, [contactId]);
    await removeCloses(
      tx,
      people.map(({ id }) => id),
      widgetId,
    );
  }
  await deriveAnew(tx, ids);
  return rows.length === SOME;
};
