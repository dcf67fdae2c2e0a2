/** Who says that a step is done, or not yet, and when; with what was found or answered. */
import type { StepState, StepView } from '@deskside/shared/checklists/engine';
import type { StepWords } from '../../i18n/checklist-words.ts';
import type { SetupWords } from '../../i18n/setup-words.ts';
import { useSetup } from '../context.ts';
import { proofLine } from './lines.ts';
import { useList } from './use-list.ts';

type Settled = Exclude<StepState, { is: 'open' | 'running' }>;

const byLine = (
  { step: lines }: SetupWords['ui'],
  { step }: StepView,
  state: Settled,
  moment: (at: number) => string,
): string => {
  const at = moment(state.at);
  if (state.is === 'done' || state.is === 'untold') return lines.by[state.by](at);
  if (state.by === 'person') return step.kind === 'do' ? lines.saidNo(at) : lines.by.person(at);
  return state.by === 'meta' ? lines.notYetMeta(at) : lines.notYet(at);
};

export const Told = ({ view, words }: { view: StepView; words: StepWords }) => {
  const { words: all, say } = useSetup();
  const answer = useAnswer(view, words);
  const { step, state, proof } = view;
  const { ui } = all;
  if (state.is === 'running')
    return <p class="sm soft">{ui.step.until(say.moment(state.until))}</p>;
  if (state.is === 'open')
    return step.kind === 'check' && step.isTold ? (
      <p class="sm soft">{ui.step.ticksItself}</p>
    ) : null;
  const found = proof ? proofLine(all, say, step, proof) : answer;
  return (
    <p class="sm soft">
      {found && <span class="found">{isSentence(found) ? found : `${found} ·`} </span>}
      <span class="by">{byLine(ui, view, state, say.moment)}</span>
    </p>
  );
};

const isSentence = (text: string) => /[.。?？]$/.test(text);

/** What was typed or chosen, as people write it. */
const useAnswer = ({ step, entry }: StepView, words: StepWords): string => {
  const { written, say } = useSetup();
  const { widgets } = useList();
  if (step.kind !== 'enter' || !entry) return '';
  const { value } = entry;
  const chosen = words.choices?.[value];
  if (chosen) return chosen;
  if (step.field === 'number' || step.field === 'any-number') return written(value);
  if (step.field === 'date') return say.day(new Date(`${value}T12:00`).getTime());
  const widget = widgets.find(({ id }) => id === value);
  return widget?.name ?? '';
};
