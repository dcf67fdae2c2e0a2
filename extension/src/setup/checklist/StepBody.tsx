/** A step whose turn it is: the way to it, what to do, its drawing, and what can be pressed. */
import type { StepView } from '@deskside/shared/checklists/engine';
import { NO } from '@deskside/shared/checklists/engine';
import type { ComponentChildren } from 'preact';
import { type About, lineOf, type StepWords } from '../../i18n/checklist-words.ts';
import { useSetup } from '../context.ts';
import { Sketch } from '../drawings/Sketch.tsx';
import { openMetaPage } from '../pages.ts';
import { ActOf } from './Acts.tsx';
import { CheckButtons } from './CheckButtons.tsx';
import { EnterFields } from './EnterFields.tsx';
import { useList } from './use-list.ts';
import { WaitButtons } from './WaitButtons.tsx';

export interface StepProps {
  view: StepView;
  words: StepWords;
  about: About;
}
interface Props extends StepProps {
  isCurrent: boolean;
  told: ComponentChildren;
}

export const StepBody = ({ view, words, about, isCurrent, told }: Props) => {
  const { progress } = useList();
  const { step } = view;
  return (
    <>
      {words.path && <p class="sm way">{words.path.join(' › ')}</p>}
      {words.text && <p class="sm soft">{lineOf(words.text, about)}</p>}
      {isCurrent && (
        <Sketch
          checklist={progress.checklistId as Parameters<typeof Sketch>[0]['checklist']}
          step={step.id}
          label={words.pick ? lineOf(words.pick, about) : ''}
        />
      )}
      {told}
      <Advice view={view} words={words} />
      {step.act && <ActOf act={step.act} view={view} />}
      {step.kind === 'do' && <DoButtons view={view} />}
      {step.kind === 'check' && <CheckButtons step={step} state={view.state} />}
      {step.kind === 'enter' && <EnterFields view={view} words={words} about={about} />}
      {step.kind === 'wait' && <WaitButtons step={step} state={view.state} />}
      <Ways view={view} />
    </>
  );
};

/** After an answer that leads elsewhere: where to. */
const Advice = ({ view, words }: Pick<StepProps, 'view' | 'words'>) => {
  const { state, entry } = view;
  if (state.is !== 'refused' || state.by !== 'person' || !entry) return null;
  const text = words.wrong?.[entry.value] ?? words.no;
  return text ? <p class="strip note">{text}</p> : null;
};

const DoButtons = ({ view }: { view: StepView }) => {
  const { words } = useSetup();
  const { say } = useList();
  const { step, state } = view;
  if (step.kind !== 'do') return null;
  const { yes, no, done } = words.ui.step;
  return (
    <div class="flex acts">
      <button type="button" class="go" data-say="yes" onClick={() => say(step.id, '')}>
        {step.asks ? yes : done}
      </button>
      {step.asks && state.is !== 'refused' && (
        <button type="button" class="quiet" data-say="no" onClick={() => say(step.id, NO)}>
          {no}
        </button>
      )}
    </div>
  );
};

/** Meta's page that it speaks of, and other checklists that help. */
const Ways = ({ view }: { view: StepView }) => {
  const { words } = useSetup();
  const { open, widget } = useList();
  const { page, opens, kind } = view.step;
  // Where a question is asked, the other checklists are for those who said no.
  const isHelp =
    view.state.is === 'refused' || (kind === 'do' && !view.step.asks) || view.step.id === 'widget';
  const helps = isHelp ? (opens ?? []) : [];
  if (!page && helps.length === 0) return null;
  return (
    <ul class="ways">
      {page && (
        <li>
          <button type="button" class="plain sm" onClick={() => openMetaPage(page)}>
            {words.ui.step.openAt[page]}
          </button>
        </li>
      )}
      {helps.map((id) => (
        <li key={id}>
          <button type="button" class="plain sm" onClick={() => open(id, widget)}>
            {words.checklists[id].title}
          </button>
        </li>
      ))}
    </ul>
  );
};
