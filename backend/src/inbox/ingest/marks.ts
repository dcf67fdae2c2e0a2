/** Reactions, edits and revokes: what a message looks like with everything that was said about it. A
 * function of the set of them, so that they may come in any order, and before the message. */
import type { Content } from '@deskside/shared/content';
import type { Extras } from '@deskside/shared/models';
import type { MarkItem } from '../../meta/items.ts';
import type { MarkRow } from '../../store/marks.ts';
import type { MessageRow } from '../../store/messages.ts';
import { listIn, pairKey, type Work } from './work.ts';

export interface Marked {
  content: Content;
  reactions: Extras['reactions'];
  earlier: Extras['earlier'];
  revokedAt: number | null;
}

const inOrder = (a: MarkRow, b: MarkRow) => a.at - b.at || (a.metaId < b.metaId ? -1 : 1);

/** Only who wrote a message may edit it or take it back. */
export const foldMarks = (
  original: Content,
  message: Pick<MessageRow, 'origin' | 'at'>,
  marks: readonly MarkRow[],
): Marked => {
  const side = message.origin === 'customer' ? 'customer' : 'us';
  const sorted = [...marks].sort(inOrder);
  // Nobody edits a call, and what tells of it may still be coming.
  const edits = sorted.filter(
    (mark) => mark.kind === 'edit' && mark.side === side && original.type !== 'call',
  );
  const versions = [
    { at: message.at, content: original },
    ...edits.map((mark) => ({
      at: mark.at,
      content: JSON.parse(mark.content ?? 'null') as Content,
    })),
  ];
  const reactions = (['customer', 'us'] as const).flatMap((by) => {
    const last = sorted.findLast((mark) => mark.kind === 'reaction' && mark.side === by);
    return last?.content ? [{ by, emoji: last.content }] : [];
  });
  const revoke = sorted.find((mark) => mark.kind === 'revoke' && mark.side === side);
  return {
    content: versions.at(-1)?.content ?? original,
    earlier: versions.length > 1 ? versions.slice(0, -1) : undefined,
    reactions: reactions.length > 0 ? reactions : undefined,
    revokedAt: revoke?.at ?? null,
  };
};

export const extrasOf = (row: MessageRow): Extras =>
  row.extras === null ? {} : (JSON.parse(row.extras) as Extras);

/** The keys in one order: what is equal is stored as equal text. */
export const packExtras = (extras: Extras): string | null => {
  const given: (keyof Extras)[] = [];
  for (const name in extras)
    if (extras[name as keyof Extras] !== undefined) given.push(name as keyof Extras);
  if (given.length === 0) return null;
  return JSON.stringify(Object.fromEntries(given.sort().map((name) => [name, extras[name]])));
};

/** What it said at first, before any edit. */
export const originalOf = (row: MessageRow): Content =>
  extrasOf(row).earlier?.[0]?.content ?? (JSON.parse(row.content) as Content);

/** Draws the marks that are known onto a message. */
export const applyMarks = (work: Work, row: MessageRow, key: string): void => {
  const marks = work.marksOn.get(key);
  if (!marks) return;
  const { content, reactions, earlier, revokedAt } = foldMarks(originalOf(row), row, marks);
  const extras = packExtras({ ...extrasOf(row), reactions, earlier });
  Object.assign(row, { content: JSON.stringify(content), extras, revokedAt });
};

/** A message of this type says only that there was a file. */
const STAND_IN = 'media_placeholder';

/** How much of a message it is: one that Meta can't show yet, one that it can't show at all, or all of
 * it. Under one id the more counts, whichever comes first. */
export const wholenessOf = (content: Content): number => {
  if (content.type !== 'unsupported') return 2;
  if (content.kind === STAND_IN) return 0;
  if (content.code === undefined) return 2;
  return content.kind === 'unavailable' ? 0 : 1;
};

interface Told {
  at: number;
  content: Content;
}

/** Which of two under one id stands, whichever came first: the one that says more, or else has the
 * earlier stamp, for by another field or from another app it may have another. */
export const isBetter = (next: Told, known: Told): boolean => {
  const [a, b] = [wholenessOf(next.content), wholenessOf(known.content)];
  if (a !== b) return a > b;
  if (next.at !== known.at) return next.at < known.at;
  return JSON.stringify(next.content) > JSON.stringify(known.content);
};

/** What even Meta couldn't show: the real one may come under the same id. */
export const isPlaceholder = (content: Content): boolean => wholenessOf(content) < 2;

/** By another field it may have another stamp: the earliest counts, and of two of one second the greater. */
const isEarlier = (next: MarkItem, known: MarkRow): boolean =>
  next.at < known.at || (next.at === known.at && (next.content ?? '') > (known.content ?? ''));

export const decideMark = (work: Work, widgetId: MarkRow['widgetId'], item: MarkItem): void => {
  const key = pairKey(widgetId, item.metaId);
  const known = work.marks.get(key);
  if (known && !isEarlier(item, known)) return;
  if (known) Object.assign(known, { at: item.at, content: item.content, raw: item.raw });
  const mark: MarkRow = known ?? {
    widgetId,
    metaId: item.metaId,
    targetMetaId: item.targetMetaId,
    kind: item.what,
    side: item.side,
    at: item.at,
    content: item.content,
    raw: item.raw,
  };
  work.marks.put(key, mark);
  const targetKey = pairKey(widgetId, mark.targetMetaId);
  if (!known) listIn(work.marksOn, targetKey).push(mark);
  // What stood as a placeholder under this id was no message after all.
  const placeholder = work.messages.get(key);
  if (placeholder && isPlaceholder(originalOf(placeholder))) removeRow(work, placeholder);
  const target = work.messages.get(targetKey);
  if (!target) return;
  applyMarks(work, target, targetKey);
  touch(work, target);
};

/** A message has changed, and with it perhaps the last line of its conversation. */
export const touch = (work: Work, row: MessageRow): void => {
  work.messages.changed.add(row);
  const conversation = work.conversationById.get(row.conversationId);
  if (conversation?.lastMessageId === row.id) work.conversations.changed.add(conversation);
};

export const removeRow = (work: Work, row: MessageRow): void => {
  if (row.quotedMetaId) work.quoting.get(pairKey(row.widgetId, row.quotedMetaId))?.delete(row);
  if (row.metaId) {
    const key = pairKey(row.widgetId, row.metaId);
    work.messages.drop(key);
    for (const answer of work.quoting.get(key) ?? []) {
      answer.extras = packExtras({ ...extrasOf(answer), quotedId: null });
      touch(work, answer);
    }
  }
  work.messages.changed.delete(row);
  work.newMessages.delete(row);
  work.byId.delete(row.id);
  work.removedMessages.add(row.id);
  work.stale.add(row.conversationId);
};
