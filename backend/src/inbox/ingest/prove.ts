/** Meta's word about a number's being linked, as a proof, in the transaction that brings it: so the last
 * step of disconnecting ticks itself, and loses its tick when the number comes back. */
import type { Tx } from '../../store/db.ts';
import { saveProof } from '../../store/proofs.ts';
import type { WidgetRow } from '../../store/widgets.ts';

export interface LinkChange {
  before: WidgetRow;
  after: WidgetRow;
  /** Meta said it because we asked. */
  isAnswer: boolean;
}

export const proveLink = async (
  tx: Tx,
  { before, after, isAnswer }: LinkChange,
  now: number,
): Promise<void> => {
  const [was, is] = [before.linkReason === 'unlinked', after.linkReason === 'unlinked'];
  if (was === is) return;
  await saveProof(tx, {
    check: 'unlinked',
    subject: after.id,
    isOk: is,
    at: now,
    by: isAnswer ? 'deskside' : 'meta',
    word: is ? 'unlinked' : 'still-linked',
    detail: is && after.linkDetail ? { reason: after.linkDetail } : {},
  });
};
