/** Which proofs speak of a checklist: by its widget, its number, or the server; and what can be told
 * without asking anybody. */
import type { Proofs, Proven } from '@deskside/shared/checklists/engine';
import type { AnyCheck, Checklist, CheckStep } from '@deskside/shared/checklists/model';
import { provenOf } from '@deskside/shared/checklists/number-proofs';
import type { Progress } from '@deskside/shared/checklists/progress';
import type { Widget } from '@deskside/shared/models';
import type { Judged } from '@deskside/shared/numbers';
import { type CheckName, checkSubjects, type Proof, proofId } from '@deskside/shared/proofs';

export type Judge = (typed: string, home?: string) => Judged;

/** The steps whose answer is a widget's id. */
const naming = ['widget', 'account', 'signup', 'practice'];

export const widgetOf = (progress: Progress, widgets: readonly Widget[]): Widget | undefined => {
  const { number } = progress.entries;
  if (progress.entries.with?.value === 'practice')
    return widgets.find(({ isPractice }) => isPractice);
  const named = naming.flatMap((step) => progress.entries[step]?.value ?? []);
  return widgets.find(({ id, phone }) => named.includes(id) || phone === number?.value);
};

const isAsked = (check: AnyCheck): check is CheckName => check in checkSubjects;

/** Of whom the server is asked; null for what it isn't asked, or while nobody knows of whom. */
export const askedOf = (
  { check }: CheckStep,
  progress: Progress,
  widget: Widget | undefined,
): { check: CheckName; subject: string } | null => {
  if (!isAsked(check)) return null;
  const kind = checkSubjects[check];
  // The practice number plays a server of its own.
  if (kind === 'server') return { check, subject: widget?.isPractice ? widget.id : '' };
  const subject = kind === 'widget' ? widget?.id : progress.entries.number?.value;
  return subject ? { check, subject } : null;
};

/** Enabled counts while the channel is off as well: the widget has done its part. */
const provenByRow = (progress: Progress, widget: Widget | undefined, now: number): Proven => ({
  isOk: widget?.draftReason === null || widget?.draftReason === 'channel-off',
  by: 'deskside',
  at: progress.entries.enable?.at ?? now,
  // The step itself says what is so.
  word: '',
  detail: {},
});

export const proofsOf = (
  checklist: Checklist,
  progress: Progress,
  widget: Widget | undefined,
  kept: ReadonlyMap<string, Proof>,
  judge: Judge | null,
  now: number,
): Proofs => {
  const { number } = progress.entries;
  const ofNumber = number && judge ? provenOf(judge(number.value), number.at) : null;
  const proofs = new Map<AnyCheck, Proven>();
  for (const step of checklist.steps) {
    if (step.kind !== 'check') continue;
    const { check } = step;
    const asked = askedOf(step, progress, widget);
    const proven = asked
      ? kept.get(proofId(asked.check, asked.subject))
      : check === 'widget-enabled'
        ? widget && provenByRow(progress, widget, now)
        : !isAsked(check)
          ? ofNumber?.[check]
          : undefined;
    if (proven) proofs.set(check, proven);
  }
  return proofs;
};
