/** One step in its list: its sign, its title, how it was proved; and when it is its turn, all of it. */
import type { StepView } from '@deskside/shared/checklists/engine';
import type { About, StepWords } from '../../i18n/checklist-words.ts';
import { lineOf } from '../../i18n/checklist-words.ts';
import { useSetup } from '../context.ts';
import { StepBody } from './StepBody.tsx';
import { Told } from './Told.tsx';
import { useList } from './use-list.ts';

interface Props {
  view: StepView;
  words: StepWords;
  about: About;
  isCurrent: boolean;
}

const signOf = ({ state, place, step }: StepView, isCurrent: boolean): string => {
  if (state.is === 'done') return '✓';
  if (state.is === 'untold') return '–';
  return state.is === 'refused' && (isCurrent || step.isPatient) ? '!' : String(place);
};

export const StepItem = ({ view, words, about, isCurrent }: Props) => {
  const { words: all } = useSetup();
  const { undo } = useList();
  const { step, state } = view;
  const title = lineOf(words.title, about);
  const look = isCurrent ? 'current' : state.is;
  const canUndo = state.is !== 'open' && step.kind !== 'check' && view.entry && !isCurrent;
  return (
    <li
      class={`step is-${look}`}
      data-step={step.id}
      data-state={state.is}
      data-patient={step.isPatient}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <span class="dot" aria-hidden="true">
        {signOf(view, isCurrent)}
      </span>
      <div class="grow">
        <h2 tabIndex={-1}>
          {title}
          <span class="hidden"> ({all.ui.step.state[isCurrent ? 'current' : state.is]})</span>
        </h2>
        {isCurrent || (step.isPatient && state.is !== 'done' && state.is !== 'untold') ? (
          <StepBody
            view={view}
            words={words}
            about={about}
            isCurrent={isCurrent}
            told={<Told view={view} words={words} />}
          />
        ) : (
          <div class="flex told">
            <div class="grow">
              <Told view={view} words={words} />
            </div>
            {canUndo && (
              <button
                type="button"
                class="plain sm"
                aria-label={all.ui.step.undoName(title)}
                onClick={() => undo(step.id)}
              >
                {all.ui.step.undo}
              </button>
            )}
          </div>
        )}
      </div>
    </li>
  );
};
