/**
 * Takes queued replies to Meta, one after another within a conversation.
 *
 *   queued ──claimed──▶ queued, taken ──▶ sent | failed | unknown
 *      ▲                     │
 *      └── Meta never heard ─┘  (jittered back-off)
 *
 * The claim is written before Meta is called. If this process dies in between, nobody can tell
 * whether Meta heard, so after a minute the message is `unknown`, and no machine sends it again.
 */
import type { ConversationId } from '@deskside/shared/ids';
import type { Logger } from 'pino';
import type { Graph } from '../meta/graph.ts';
import type { Outcome } from '../meta/send.ts';
import type { Store } from '../store/db.ts';
import {
  claimMessage,
  type MessageRow,
  queuedMessages,
  releaseMessage,
} from '../store/messages.ts';
import { reasonOf, type WidgetRow, widgetById } from '../store/widgets.ts';
import { addressOf } from './addressee.ts';
import { ingest } from './ingest/ingest.ts';

/** Three times as long as a call to Meta may take: whoever claimed it is gone. */
const LOST_MS = 60_000;
const SWEEP_MS = 15_000;
const TRIES_MAX = 8;
/** Other servers leave a fresh reply to the one that took its command. */
const STRANGER_MS = 5_000;

export interface Sender {
  wake: () => void;
  /** Resolves when nothing is on its way to Meta any more. */
  stop: () => Promise<void>;
}

export interface SenderDeps {
  store: Store;
  graphFor: (widget: WidgetRow) => Promise<Graph>;
  clock: () => number;
  log: Logger;
  onOutcome: (kind: Outcome['kind']) => void;
}

export const startSender = ({ store, graphFor, clock, log, onOutcome }: SenderDeps): Sender => {
  const running = new Map<ConversationId, Promise<void>>();
  const stopped = new AbortController();

  const look = async (isStranger: (row: MessageRow) => boolean): Promise<void> => {
    const rows = await queuedMessages(store.read);
    // While one reply of a conversation is on its way, here or in another server, the next one waits.
    const taken = new Set(
      rows.flatMap((row) => (row.sendStartedAt === null ? [] : [row.conversationId])),
    );
    for (const row of rows) {
      const id = row.conversationId;
      if (running.has(id) || stopped.signal.aborted) continue;
      if (row.sendStartedAt !== null) await giveUpIfLost(row, row.sendStartedAt);
      else if (!isStranger(row) && !taken.has(id)) {
        const mine = rows.filter((one) => one.conversationId === id && one.sendStartedAt === null);
        running.set(id, sendAll(id, mine));
      }
    }
  };

  const wake = () => {
    look(() => false).catch((error: unknown) => log.error({ error }, 'sender could not look'));
  };

  const giveUpIfLost = async (row: MessageRow, startedAt: number) => {
    if (clock() - startedAt >= LOST_MS) await settle(row, { kind: 'unknown' });
  };

  const sendAll = async (id: ConversationId, rows: readonly MessageRow[]): Promise<void> => {
    try {
      // When one of them turns out to be another server's, so does the order of the rest.
      for (const row of rows) if (!(await send(row))) break;
      // More may have been queued while these were on their way.
      setImmediate(wake);
    } catch (error) {
      log.error({ error }, 'a reply could not be sent; the sweep finds it again');
    }
    running.delete(id);
  };

  /** Answers whether this server had the reply, and is done with it. */
  const send = async (row: MessageRow): Promise<boolean> => {
    for (let tries = 1; !stopped.signal.aborted; tries += 1) {
      if (!(await store.write((tx) => claimMessage(tx, row.id, clock())))) return false;
      const outcome = await callMeta(row);
      const isLast = outcome.kind === 'later' && tries === TRIES_MAX;
      if (outcome.kind !== 'later' || isLast) {
        await settle(row, isLast ? { kind: 'refused', code: outcome.code } : outcome);
        return true;
      }
      await store.write((tx) => releaseMessage(tx, row.id));
      await rest(1000 * 2 ** tries * (0.5 + Math.random() / 2));
    }
    return false;
  };

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });

  const callMeta = async (row: MessageRow): Promise<Outcome> => {
    const widget = await widgetById(store.read, row.widgetId);
    const address = await addressOf(store.read, row, clock());
    if (!widget || !address) return { kind: 'refused', code: 'gone' };
    const content = JSON.parse(row.content) as { text: string };
    const graph = await graphFor(widget);
    // The last look before Meta: what was switched off while this waited isn't sent.
    if (await reasonOf(store.read, widget)) return { kind: 'refused', code: 'widget-draft' };
    return graph.sendText({
      numberId: widget.numberId,
      ...address,
      text: content.text,
      ourId: row.id,
    });
  };

  const settle = async (row: MessageRow, outcome: Outcome): Promise<void> => {
    onOutcome(outcome.kind);
    log.info({ messageId: row.id, outcome: outcome.kind }, 'reply settled');
    const widget = await widgetById(store.read, row.widgetId);
    if (!widget) return;
    const { numberId, accountId, phone } = widget;
    // The same way in as a status, because the two may cross.
    const line = { numberId, accountId, phone };
    const item = { kind: 'outcome', line, messageId: row.id, ...resultOf(outcome) } as const;
    await store.write((tx) => ingest(tx, [item], { canSend: true, now: clock() }), {
      remembers: true,
    });
  };

  const sweep = setInterval(() => {
    const isFresh = (row: MessageRow) => clock() - row.at < STRANGER_MS;
    look(isFresh).catch((error: unknown) => log.error({ error }, 'sender could not sweep'));
  }, SWEEP_MS);

  return {
    wake,
    stop: async () => {
      stopped.abort();
      clearInterval(sweep);
      await Promise.allSettled(running.values());
    },
  };
};

const resultOf = (outcome: Outcome) => {
  if (outcome.kind === 'taken')
    return { delivery: 'sent', failure: null, metaId: outcome.metaId } as const;
  if (outcome.kind === 'unknown')
    return { delivery: 'unknown', failure: null, metaId: null } as const;
  return { delivery: 'failed', failure: outcome.code, metaId: null } as const;
};
