/** The toolbar's word on what waits. Whoever has just changed the copy says it: the leading page, or
 * the background when no page is open. */
import { showWaiting } from '../browser.ts';
import type { LocalDb } from '../db.ts';
import { settleLanes } from '../lanes.ts';

/** How many conversations hold something that nobody has seen and somebody should answer. */
export const refreshBadge = async (db: LocalDb): Promise<void> => {
  await settleLanes(db, Date.now());
  await showWaiting(await db.conversations.where({ calls: 1 }).count());
};

const AFTER_MS = 300;
let timer: ReturnType<typeof setTimeout> | undefined;

/** For a page that people look at: what they look at comes first, and a burst is counted once. */
export const refreshBadgeSoon = (db: LocalDb): void => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (db.isOpen()) void refreshBadge(db);
  }, AFTER_MS);
};
