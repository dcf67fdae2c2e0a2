/**
 * Where a conversation stands in the inbox, kept beside its row so that a list of forty reads forty
 * rows, however many there are. The clock closes sessions without anybody's event, so lanes are set
 * when a row is written and once more when its session has ended.
 */
import type { Conversation } from '@deskside/shared/models';
import { type Status, sessionEndsAt, statusOf } from '@deskside/shared/session';
import type { LocalDb } from './db.ts';

export type Lane = 'reply' | 'waiting' | 'closed';

export interface Placed {
  lane: Lane;
  /** When the clock alone will change the lane. */
  laneUntil: number;
  /** Present only where somebody waits for what nobody has seen: an index of just those. */
  calls?: 1;
}

const laneOf = (status: Status): Lane =>
  status === 'closed' ? 'closed' : status === 'open' ? 'waiting' : 'reply';

const NEVER = Number.MAX_SAFE_INTEGER;

export const place = (row: Conversation, now: number): Conversation & Placed => {
  const lane = laneOf(statusOf(row, now));
  const laneUntil = row.session && lane !== 'closed' ? sessionEndsAt(row.session) : NEVER;
  const { calls: _, ...rest } = row as Conversation & Placed;
  const placed = { ...rest, lane, laneUntil };
  return lane === 'reply' && row.unreadCount > 0 ? { ...placed, calls: 1 } : placed;
};

/** Moves what the clock has closed meanwhile. */
export const settleLanes = (db: LocalDb, now: number): Promise<void> =>
  db.transaction('rw', db.conversations, async () => {
    const ended = await db.conversations.where('laneUntil').belowOrEqual(now).toArray();
    await db.conversations.bulkPut(ended.map((row) => place(row, now)));
  });
