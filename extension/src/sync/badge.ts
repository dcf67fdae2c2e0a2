import { statusOf } from '@deskside/shared/session';
import { showWaiting } from '../browser.ts';
import type { LocalDb } from '../db.ts';

let shown = -1;

/** How many conversations hold something that nobody has seen and somebody should answer. */
export const refreshBadge = async (db: LocalDb): Promise<void> => {
  const now = Date.now();
  const count = await db.conversations
    .filter((row) => row.unreadCount > 0 && statusOf(row, now).startsWith('pending'))
    .count();
  if (count === shown) return;
  shown = count;
  await showWaiting(count);
};
