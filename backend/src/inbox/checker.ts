/**
 * Asks Meta how a number is, after news about its being linked. Meta's own stamps on those can't be
 * trusted to be in order, and some don't name the number; the number's state is the truth. What it
 * answers is kept as a fact like any other.
 */
import type { Logger } from 'pino';
import type { Graph } from '../meta/graph.ts';
import type { FactItem } from '../meta/items.ts';
import type { NumberState } from '../meta/numbers.ts';
import type { Store } from '../store/db.ts';
import { type FactRow, factsOfWidget } from '../store/facts.ts';
import { type WidgetRow, widgetsToCheck } from '../store/widgets.ts';
import { newsIn } from './ingest/facts.ts';
import { ingest } from './ingest/ingest.ts';

const SWEEP_MS = 60_000;

/** What Meta answered about a number, and what was known when it was asked. */
export const checkedFact = (
  { accountId, numberId }: WidgetRow,
  state: Exclude<NumberState, 'unknown'>,
  facts: readonly FactRow[],
  askedAt: number,
): FactItem => ({
  kind: 'fact',
  accountId,
  number: numberId,
  what: 'checked',
  subject: '',
  // An answer counts from the moment it was asked for, and is about everything said before it.
  at: Math.max(askedAt, ...facts.map(({ at }) => at + 1)),
  isTimed: true,
  detail: { state, seen: newsIn(facts).join(', ') },
});

/** Asks about one number, and keeps the answer. */
export const askNumber = async (
  store: Store,
  graph: Graph,
  widget: WidgetRow,
  askedAt: number,
): Promise<NumberState> => {
  // Read before asking: what comes in meanwhile is asked about once more.
  const facts = await factsOfWidget(store.read, widget);
  const state = await graph.numberState(widget.numberId);
  if (state === 'unknown') return state;
  // As of the asking: an answer that took its time doesn't undo what was linked meanwhile.
  const fact = checkedFact(widget, state, facts, askedAt);
  await store.write((tx) => ingest(tx, [fact], { canSend: false, now: askedAt }));
  return state;
};

export interface Checker {
  wake: () => void;
  stop: () => Promise<void>;
}

export interface CheckerDeps {
  store: Store;
  graphFor: (widget: WidgetRow) => Promise<Graph>;
  clock: () => number;
  log: Logger;
}

export const startChecker = ({ store, graphFor, clock, log }: CheckerDeps): Checker => {
  let running: Promise<void> | undefined;
  let isStopped = false;

  const look = async (): Promise<void> => {
    for (const widget of await widgetsToCheck(store.read)) {
      if (isStopped) return;
      const state = await askNumber(store, await graphFor(widget), widget, clock());
      // Nobody to ask, or no answer: the sweep comes back to it.
      if (state !== 'unknown') log.info({ widgetId: widget.id, state }, 'number checked');
    }
  };

  const wake = () => {
    running ??= look()
      .catch((error: unknown) => log.error({ error }, 'could not check the numbers'))
      .finally(() => {
        running = undefined;
      });
  };
  const sweep = setInterval(wake, SWEEP_MS);
  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearInterval(sweep);
      await running;
    },
  };
};
