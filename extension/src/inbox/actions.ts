/** What people do, as functions of the page's context. Each writes an intent and lets it be carried
 * out; none waits for the network. */
import type { Content } from '@deskside/shared/content';
import { type MessageId, newId } from '@deskside/shared/ids';
import { ApiError, getOriginal, getThread } from '../api.ts';
import type { LocalDb } from '../db.ts';
import type { Pairing } from '../settings.ts';
import { applyThread } from '../sync/apply.ts';
import {
  discard,
  flushOutbox,
  queueAgain,
  queueClose,
  queueRead,
  queueReply,
  takeBack,
} from '../sync/outbox.ts';

export interface Actions {
  /** Names this page among those that write drafts. */
  page: string;
  reply: (conversationId: string, text: string) => Promise<void>;
  saveDraft: (conversationId: string, text: string) => Promise<void>;
  markRead: (conversationId: string, messageId: MessageId) => Promise<void>;
  /** Closes what was seen up to this message. */
  close: (conversationId: string, messageId: MessageId) => Promise<void>;
  /** Sends a text once more, and leaves the draft alone. */
  replyAgain: (conversationId: string, text: string) => Promise<void>;
  takeBack: (outboxId: string) => Promise<void>;
  discard: (outboxId: string) => Promise<void>;
  /** Fetches what lies before the copy of a thread. Answers whether it could. */
  fetchOlder: (conversationId: string, before?: { at: number; id: string }) => Promise<boolean>;
  /** What a revoked message said. Admins only, and never kept here. */
  fetchOriginal: (messageId: MessageId) => Promise<Content | 'failed'>;
}

export const createActions = (db: LocalDb, pairing: Pairing): Actions => {
  // What can't go now goes when the line is back; the strip says how much waits.
  const flush = () =>
    void flushOutbox(db, pairing).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  const page = newId();
  return {
    page,
    reply: async (conversationId, text) => {
      await queueReply(db, conversationId, text, page);
      flush();
    },
    saveDraft: async (conversationId, text) => {
      await db.drafts.put({ conversationId, text, by: page });
    },
    markRead: async (conversationId, messageId) => {
      await queueRead(db, conversationId, messageId);
      flush();
    },
    close: async (conversationId, messageId) => {
      await queueClose(db, conversationId, messageId);
      flush();
    },
    replyAgain: async (conversationId, text) => {
      await queueAgain(db, conversationId, text);
      flush();
    },
    takeBack: (outboxId) => takeBack(db, outboxId),
    discard: (outboxId) => discard(db, outboxId),
    fetchOlder: async (conversationId, before) => {
      try {
        const page = await getThread(pairing, conversationId, before);
        await applyThread(db, conversationId, page, before);
        return true;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return false;
      }
    },
    fetchOriginal: async (messageId) => {
      try {
        return (await getOriginal(pairing, messageId)).content;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return 'failed';
      }
    },
  };
};
