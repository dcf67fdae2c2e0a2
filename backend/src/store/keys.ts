/**
 * Short keys for the two indexes that every message is put into. An index is written a page at a time,
 * and wherever chance puts the entry: with the ids themselves as keys, a page holds thirty entries and
 * the disk is most of what a message costs; with these it holds two hundred.
 */
import { hash } from 'node:crypto';
import type { ConversationId, WidgetId } from '@deskside/shared/ids';

/** Ninety-six bits of both ids that make a message unique: no two messages ever share them. */
export const metaKeyOf = (widgetId: WidgetId, metaId: string): string =>
  hash('sha256', `${widgetId} ${metaId}`, 'base64url').slice(0, 16);

/** A number for a conversation's id (FNV-1a, twice over, for forty-eight bits). Two conversations may
 * share one, so whoever looks for messages by it asks for the id as well. */
export const threadOf = (id: ConversationId): number => {
  let [a, b] = [0x811c9dc5, 0xc2b2ae35];
  for (let i = 0; i < id.length; i += 1) {
    const code = id.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return (a >>> 0) * 0x1_0000 + (b >>> 16);
};
