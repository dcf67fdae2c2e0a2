/**
 * How a checklist stands: a pure function of its steps, what a person has said, what machines have
 * proved, and the clock. It decides what is done and by whose word, and which step is next; it never
 * asks, waits or saves.
 *
 *   open ──said, chosen, proved──▶ done          a person's step goes back to open by undoing it,
 *    │  ╲──"no", wrong, disproved──▶ refused      a machine's by what it finds next
 *    └──timer begun──▶ running ──time passes──▶ done
 */
import type { AnyCheck, Checklist, Step, WaitStep } from './model.ts';
import type { Entry, Progress } from './progress.ts';

/** What a machine found, as the engine needs it. */
export interface Proven {
  isOk: boolean;
  by: 'deskside' | 'meta';
  at: number;
  word: string;
  detail: Readonly<Record<string, string | number | boolean>>;
}
export type Proofs = ReadonlyMap<AnyCheck, Proven>;

/** Whose word it is. */
export type By = 'person' | 'deskside' | 'meta' | 'clock';

export type StepState =
  | { is: 'open' }
  | { is: 'done'; by: By; at: number }
  | { is: 'refused'; by: By; at: number }
  /** No machine can tell, and nobody has to. */
  | { is: 'untold'; by: By; at: number }
  | { is: 'running'; until: number };

export interface StepView {
  step: Step;
  /** Its place among those that apply, from 1. */
  place: number;
  state: StepState;
  entry: Entry | undefined;
  proof: Proven | undefined;
}

export interface View {
  /** Those that apply. */
  steps: readonly StepView[];
  /** What to do now; null when everything is done. */
  current: StepView | null;
  doneCount: number;
  isFinished: boolean;
}

export const NO = 'no';

/** Midnight, where the reader is, of a day written 2026-11-24. */
const dayStart = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).getTime();
};

const untilOf = (step: WaitStep, progress: Progress): number | null => {
  const begun = progress.entries[step.after ?? step.id];
  if (!begun) return null;
  // The day itself counts: thirty days after the 1st is the 31st, whenever on the 1st it was.
  return (step.after ? dayStart(begun.value) : begun.at) + step.lastsMs;
};

/** A notice from Meta stands whenever it came; what we looked up ourselves is looked up anew after a
 * restart. */
const proofOf = (step: Step, proofs: Proofs, progress: Progress): Proven | undefined => {
  if (step.kind !== 'check') return undefined;
  const proof = proofs.get(step.check);
  return proof && (proof.by === 'meta' || proof.at >= progress.since) ? proof : undefined;
};

const stateOf = (
  step: Step,
  progress: Progress,
  proof: Proven | undefined,
  now: number,
): StepState => {
  if (step.kind === 'check') {
    if (!proof) return { is: 'open' };
    const { isOk, word, by, at } = proof;
    return { is: isOk ? 'done' : word === step.untold ? 'untold' : 'refused', by, at };
  }
  if (step.kind === 'wait') {
    const until = untilOf(step, progress);
    if (until === null) return { is: 'open' };
    return now >= until ? { is: 'done', by: 'clock', at: until } : { is: 'running', until };
  }
  const entry = progress.entries[step.id];
  if (!entry) return { is: 'open' };
  const isWrong =
    step.kind === 'do' ? entry.value === NO : (step.wrong ?? []).includes(entry.value);
  return { is: isWrong ? 'refused' : 'done', by: 'person', at: entry.at };
};

export const viewOf = (
  checklist: Checklist,
  progress: Progress,
  proofs: Proofs,
  now: number,
): View => {
  const applies = ({ when }: Step) => !when || progress.entries[when.step]?.value === when.value;
  const steps = checklist.steps.filter(applies).map((step, index) => {
    const proof = proofOf(step, proofs, progress);
    const entry = progress.entries[step.id];
    return { step, place: index + 1, entry, proof, state: stateOf(step, progress, proof, now) };
  });
  const isDone = ({ state }: StepView) => state.is === 'done' || state.is === 'untold';
  const left = steps.filter((one) => !isDone(one));
  return {
    steps,
    current: left.find(({ step }) => !step.isPatient) ?? left[0] ?? null,
    doneCount: steps.length - left.length,
    isFinished: left.length === 0,
  };
};
