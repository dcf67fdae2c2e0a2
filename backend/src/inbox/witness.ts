/**
 * Writes down, once, what Meta shows by coming by: its challenge, a signature that checks out, a number's
 * first delivery. The checklist's step then ticks itself. What a stranger sends must cost nothing, so a
 * proof that stands isn't shaken by it, and the same thing isn't written twice.
 */
import type { WidgetId } from '@deskside/shared/ids';
import type { Proof } from '@deskside/shared/proofs';
import type { Logger } from 'pino';
import type { Item } from '../meta/items.ts';
import type { Store } from '../store/db.ts';
import { proofOf, saveProof } from '../store/proofs.ts';
import { widgetByNumber } from '../store/widgets.ts';

export interface Witness {
  challenge: (isRight: boolean) => void;
  signature: (isRight: boolean) => void;
  delivered: (items: readonly Item[]) => void;
  /** Resolves when all of it is written. */
  stop: () => Promise<void>;
}

export const startWitness = (store: Store, clock: () => number, log: Logger): Witness => {
  /** What is known to stand, so that the path of every delivery asks nobody. */
  const settled = new Set<string>();
  const writing = new Set<Promise<unknown>>();

  const start = (job: Promise<unknown>) => {
    const one = job
      .catch((error: unknown) => log.warn({ error }, 'could not write down a proof'))
      .finally(() => writing.delete(one));
    writing.add(one);
  };

  const note = async (proof: Pick<Proof, 'check' | 'subject' | 'isOk' | 'word' | 'detail'>) => {
    const known = await proofOf(store.read, proof.check, proof.subject);
    if (known?.isOk || known?.word === proof.word) return;
    await store.write((tx) => saveProof(tx, { ...proof, at: clock(), by: 'meta' }));
  };

  const see = (check: Proof['check'], isOk: boolean, word: Proof['word']) => {
    const key = `${check} ${isOk}`;
    if (settled.has(key)) return;
    settled.add(key);
    start(note({ check, subject: '', isOk, word, detail: {} }));
  };

  const arrive = async (numberId: string, at: number) => {
    const widget = await widgetByNumber(store.read, numberId);
    if (!widget) return;
    const subject: WidgetId = widget.id;
    await note({ check: 'first-delivery', subject, isOk: true, word: 'arrived', detail: { at } });
  };

  return {
    challenge: (isRight) => see('challenge', isRight, isRight ? 'seen' : 'wrong-token'),
    signature: (isRight) => see('signature', isRight, isRight ? 'right' : 'wrong'),
    delivered: (items) => {
      for (const item of items) {
        if (item.kind !== 'message' || settled.has(item.line.numberId)) continue;
        settled.add(item.line.numberId);
        start(arrive(item.line.numberId, item.at));
      }
    },
    stop: async () => {
      await Promise.all(writing);
    },
  };
};
