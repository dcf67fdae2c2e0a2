/**
 * Takes our app away from the accounts of disconnected widgets, where no other widget needs it. The
 * disconnecting itself was done before, here, at once; this is what is owed to Meta, so it survives a
 * restart, is tried again while Meta is silent, and says what came of it.
 *
 *   due ──▶ done | kept (another widget of the account needs it) | failed (told, tried again hourly)
 */
import type { Logger } from 'pino';
import type { Problem } from '../meta/problem.ts';
import type { Store, Tx } from '../store/db.ts';
import { saveFacts } from '../store/facts.ts';
import { saveProof } from '../store/proofs.ts';
import { isGone, saveWidgets, type WidgetRow, widgetRows, widgetsOwed } from '../store/widgets.ts';
import type { Locks } from './locks.ts';
import type { Reach } from './reach.ts';

const SWEEP_MS = 60_000;
const AGAIN_MS = 60 * 60 * 1000;

export interface Unsubscriber {
  wake: () => void;
  /** Tries for one account now, also what has failed. */
  settle: (accountId: string) => Promise<void>;
  stop: () => Promise<void>;
}

export interface UnsubscriberDeps {
  store: Store;
  reach: Reach;
  locks: Locks;
  clock: () => number;
  log: Logger;
}

type State = 'done' | 'kept' | 'failed' | 'due';

/** An account that we can't see any more has nothing of ours left to take away. */
const stateAfter = ({ kind }: Problem): State => {
  if (kind === 'account-foreign' || kind === 'gone') return 'done';
  return kind === 'meta-silent' || kind === 'meta-busy' ? 'due' : 'failed';
};

export const startUnsubscriber = (deps: UnsubscriberDeps): Unsubscriber => {
  const { store, reach, locks, clock, log } = deps;
  let running: Promise<void> | undefined;
  let isStopped = false;
  let triedFailedAt = clock();

  const settle = (accountId: string): Promise<void> =>
    locks.run(accountId, async () => {
      const rows = await store.write((tx) => widgetRows(tx, 'accountId', [accountId]));
      const owed = rows.filter(
        ({ unsubscribe }) => unsubscribe === 'due' || unsubscribe === 'failed',
      );
      if (owed.length === 0) return;
      // One that only wrote needs us, too: what its customers write must go on coming.
      if (rows.some((row) => !isGone(row))) return note(owed, 'kept', null);
      const graph = await reach.graphFor(accountId);
      const result = graph.hasToken ? await graph.unsubscribeApp(accountId) : null;
      const problem = result && !result.isOk ? result.problem : null;
      const state = result === null ? 'failed' : problem ? stateAfter(problem) : 'done';
      // What was kept for another widget's sake has gone with it.
      const gone =
        state === 'done' ? rows.filter(({ unsubscribe }) => unsubscribe !== 'done') : owed;
      await note(gone, state, result === null ? { kind: 'token-wrong', code: 'none' } : problem);
    });

  const note = (rows: readonly WidgetRow[], state: State, problem: Problem | null) =>
    store.write(async (tx) => {
      for (const { id } of rows) log.info({ widgetId: id, state }, 'unsubscribed');
      const ids = new Set(rows.map(({ id }) => id));
      const accountIds = [...new Set(rows.map(({ accountId }) => accountId))];
      const now = (await widgetRows(tx, 'accountId', accountIds)).filter(
        (row) => ids.has(row.id) && row.unsubscribe !== null,
      );
      await saveWidgets(
        tx,
        now.map((row) => ({ ...row, unsubscribe: state })),
      );
      for (const row of now) await prove(tx, row, state, problem);
    });

  const prove = async (tx: Tx, row: WidgetRow, state: State, problem: Problem | null) => {
    const at = clock();
    const detail: Record<string, string> = problem?.code ? { code: problem.code } : {};
    if (state === 'done' || state === 'failed')
      await saveFacts(tx, [
        {
          accountId: row.accountId,
          number: row.numberId,
          kind: state === 'done' ? 'unsubscribed' : 'unsubscribe-failed',
          subject: '',
          at,
          detail: JSON.stringify(detail),
        },
      ]);
    const words = {
      done: 'unsubscribed',
      kept: 'still-needed',
      failed: 'failed',
      due: 'due',
    } as const;
    await saveProof(tx, {
      check: 'unsubscribed',
      subject: row.id,
      isOk: state === 'done' || state === 'kept',
      at,
      by: 'deskside',
      word: words[state],
      detail: { ...detail, ...(problem && state !== 'done' ? { why: problem.kind } : {}) },
    });
  };

  const look = async (): Promise<void> => {
    const isLate = clock() - triedFailedAt >= AGAIN_MS;
    if (isLate) triedFailedAt = clock();
    for (const accountId of await widgetsOwed(store.read, isLate)) {
      if (isStopped) return;
      await settle(accountId);
    }
  };

  const wake = () => {
    running ??= look()
      .catch((error: unknown) => log.error({ error }, 'could not unsubscribe'))
      .finally(() => {
        running = undefined;
      });
  };
  const sweep = setInterval(wake, SWEEP_MS);
  return {
    wake,
    settle,
    stop: async () => {
      isStopped = true;
      clearInterval(sweep);
      await running;
    },
  };
};
