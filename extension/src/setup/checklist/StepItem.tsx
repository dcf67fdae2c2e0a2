/** One step in its list: its sign, its title, how it was proved; and when it is its turn, all of it. */
import type { StepView } from '@deskside/shared/checklists/engine';
import type { About, StepWords } from '../../i18n/checklist-words.ts';
import { lineOf } from '../../i18n/checklist-words.ts';
import { useSetup } from '../context.ts';
import { proofLine } from './lines.ts';
import { StepBody } from './StepBody.tsx';
import { useList } from './use-list.ts';

interface Props {
  view: StepView;
  words: StepWords;
  about: About;
  isCurrent: boolean;
}

const signOf = ({ state, place, step }: StepView, isCurrent: boolean): string => {
  if (state.is === 'done') return '✓';
  return state.is === 'refused' && (isCurrent || step.isPatient) ? '!' : String(place);
};

/** Who said it, and the answer where there was one to choose. */
const Told = ({ view, words }: Pick<Props, 'view' | 'words'>) => {
  const { words: all, say } = useSetup();
  const { step, state, entry, proof } = view;
  const { ui } = all;
  if (state.is === 'running')
    return <span class="sm soft">{ui.step.until(say.moment(state.until))}</span>;
  if (state.is === 'open') {
    if (step.kind !== 'check' || !step.isTold) return null;
    return <span class="sm soft">{ui.step.ticksItself}</span>;
  }
  const chosen = step.kind === 'enter' && entry && (words.choices?.[entry.value] ?? null);
  return (
    <p class="sm soft">
      {chosen && `${chosen} · `}
      {step.kind === 'enter' && !chosen && entry && step.field !== 'choice' && (
        <EnteredValue view={view} />
      )}
      {proof && state.is === 'refused' && `${proofLine(all, say, step, proof)} `}
      {proof && state.is === 'done' && step.kind === 'check' && (
        <>{proofLine(all, say, step, proof)} </>
      )}
      <span class="by">{byLine(ui, state, say.moment)}</span>
    </p>
  );
};

const byLine = (
  ui: ReturnType<typeof useSetup>['words']['ui'],
  state: Extract<StepView['state'], { is: 'done' | 'refused' }>,
  moment: (at: number) => string,
): string => {
  const at = moment(state.at);
  if (state.is === 'done') return ui.step.by[state.by](at);
  if (state.by === 'person') return ui.step.saidNo(at);
  return state.by === 'meta' ? ui.step.notYetMeta(at) : ui.step.notYet(at);
};

const EnteredValue = ({ view }: { view: StepView }) => {
  const { written, say } = useSetup();
  const { widgets } = useList();
  const { step, entry } = view;
  if (step.kind !== 'enter' || !entry) return null;
  if (step.field === 'number' || step.field === 'any-number') return <>{written(entry.value)} · </>;
  if (step.field === 'date') return <>{say.day(new Date(`${entry.value}T12:00`).getTime())} · </>;
  const widget = widgets.find(({ id }) => id === entry.value);
  return widget ? <>{widget.name} · </> : null;
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
        {isCurrent || (step.isPatient && state.is !== 'done') ? (
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
