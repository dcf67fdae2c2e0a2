/**
 * Writes down, once, what Meta shows by coming by: its challenge, a signature that checks out, a number's
 * first delivery. The checklist's step then ticks itself. What a stranger sends must cost nothing, so a
 * proof that stands isn't shaken by it, and the same thing isn't written twice. Whoever shows something
 * first waits until it is written, and nobody after them.
 */
import type { WidgetId } from '@deskside/shared/ids';
import type { Proof } from '@deskside/shared/proofs';
import type { Logger } from 'pino';
import type { Item } from '../meta/items.ts';
import type { Store } from '../store/db.ts';
import { proofOf, saveProof } from '../store/proofs.ts';
import { widgetByNumber } from '../store/widgets.ts';

/** Another server may have changed a secret. */
const FRESH_MS = 5_000;

export interface Witness {
  challenge: (isRight: boolean) => Promise<void>;
  /** Only a right one: a wrong one leaves no row. */
  signature: () => Promise<void>;
  delivered: (items: readonly Item[]) => Promise<void>;
  /** A secret is another now: what it proved has to be shown again. */
  forget: () => void;
}

export const createWitness = (store: Store, clock: () => number, log: Logger): Witness => {
  /** When each was last known to stand, so that the path of most deliveries asks nobody. */
  const settled = new Map<string, number>();

  const isSettled = (key: string) => clock() - (settled.get(key) ?? -FRESH_MS) < FRESH_MS;

  /** A delivery is stored whether or not this can be written. */
  const once = async (key: string, job: () => Promise<void>): Promise<void> => {
    if (isSettled(key)) return;
    settled.set(key, clock());
    await job().catch((error: unknown) => {
      settled.delete(key);
      log.warn({ error }, 'could not write down a proof');
    });
  };

  const note = async (proof: Pick<Proof, 'check' | 'subject' | 'isOk' | 'word' | 'detail'>) => {
    const known = await proofOf(store.read, proof.check, proof.subject);
    if (known?.isOk || known?.word === proof.word) return;
    await store.write((tx) => saveProof(tx, { ...proof, at: clock(), by: 'meta' }));
  };

  const see = (check: Proof['check'], isOk: boolean, word: Proof['word']) =>
    once(`${check} ${isOk}`, () => note({ check, subject: '', isOk, word, detail: {} }));

  const arrive = async (numberId: string, at: number) => {
    const widget = await widgetByNumber(store.read, numberId);
    if (!widget) return;
    const subject: WidgetId = widget.id;
    await note({ check: 'first-delivery', subject, isOk: true, word: 'arrived', detail: { at } });
  };

  return {
    forget: () => settled.clear(),
    challenge: (isRight) => see('challenge', isRight, isRight ? 'seen' : 'wrong-token'),
    signature: () => see('signature', true, 'right'),
    delivered: async (items) => {
      for (const item of items) {
        if (item.kind !== 'message' || isSettled(item.line.numberId)) continue;
        const { numberId } = item.line;
        await once(numberId, () => arrive(numberId, item.at));
      }
    },
  };
};
