/** Meta's word about a number's being linked, as a proof, in the transaction that brings it: so the last
 * step of disconnecting ticks itself, and loses its tick when the number comes back. */

import type { Tx } from '../../store/db.ts';
import type { FactRow } from '../../store/facts.ts';
import { saveProof } from '../../store/proofs.ts';
import type { WidgetRow } from '../../store/widgets.ts';

export const proveLink = async (
  tx: Tx,
  before: WidgetRow,
  after: WidgetRow,
  facts: readonly FactRow[],
  now: number,
): Promise<void> => {
  const [was, is] = [before.linkReason === 'unlinked', after.linkReason === 'unlinked'];
  if (was === is) return;
  const newest = facts.reduce<FactRow | null>(
    (last, fact) => (last && last.at >= fact.at ? last : fact),
    null,
  );
  await saveProof(tx, {
    check: 'unlinked',
    subject: after.id,
    isOk: is,
    at: now,
    // `checked` is what Meta answered when we asked.
    by: newest?.kind === 'checked' ? 'deskside' : 'meta',
    word: is ? 'unlinked' : 'still-linked',
    detail: is && after.linkDetail ? { reason: after.linkDetail } : {},
  });
};
