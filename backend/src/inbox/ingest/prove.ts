/** Meta's word about a number's being linked, as a proof, in the transaction that brings it: so the last
 * step of disconnecting ticks itself, and loses its tick when the number comes back. */
import type { Tx } from '../../store/db.ts';
import { proofOf, saveProof } from '../../store/proofs.ts';
import type { WidgetRow } from '../../store/widgets.ts';
import type { Link } from './facts.ts';

export const proveLink = async (
  tx: Tx,
  widget: WidgetRow,
  { wasUnlinked, isAnswer }: Pick<Link, 'wasUnlinked' | 'isAnswer'>,
  now: number,
): Promise<void> => {
  const isUnlinked = widget.linkReason === 'unlinked';
  // Of a number that has never gone there is nothing to prove.
  if (!isUnlinked && !wasUnlinked) return;
  if ((await proofOf(tx.db, 'unlinked', widget.id))?.isOk === isUnlinked) return;
  await saveProof(tx, {
    check: 'unlinked',
    subject: widget.id,
    isOk: isUnlinked,
    at: now,
    by: isAnswer ? 'deskside' : 'meta',
    word: isUnlinked ? 'unlinked' : 'still-linked',
    detail: isUnlinked && widget.linkDetail ? { reason: widget.linkDetail } : {},
  });
};
