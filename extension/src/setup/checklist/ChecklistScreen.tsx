/** One checklist: how far it is, every step, and what else can be done with it. */
import type { ChecklistId } from '@deskside/shared/checklists/model';
import { say, undo } from '@deskside/shared/checklists/progress';
import { useEffect, useRef } from 'preact/hooks';
import { useInbox } from '../../ui/context.ts';
import {
  changeProgress,
  followsFrom,
  mayRepeat,
  openChecklist,
  saySubject,
} from '../checklists.ts';
import { useSetup } from '../context.ts';
import { Head } from '../Head.tsx';
import { type Shown, useAsking, useChecklist } from '../use-checklist.ts';
import { aboutOf, titleOf } from './about.ts';
import { Bar } from './Bar.tsx';
import { Below } from './Below.tsx';
import { Keep } from './Keep.tsx';
import { StepItem } from './StepItem.tsx';
import { type List, ListContext } from './use-list.ts';

interface Props {
  id: ChecklistId;
  subject: string;
  onBack: () => void;
}

export const ChecklistScreen = ({ id, subject, onBack }: Props) => {
  const setup = useSetup();
  const { words } = setup;
  const shown = useChecklist(id, subject);
  useAsking(shown);
  const about = aboutOf(setup, shown?.progress, shown?.widget);
  const list = useListOf(id, shown);
  const steps = useFollowing(shown);
  const own = words.checklists[id];
  if (shown === undefined) return <Head title={own.title} onBack={onBack} />;
  if (shown === null || !list)
    return (
      <>
        <Head title={own.title} onBack={onBack} />
        <p class="card soft">{words.ui.list.gone}</p>
      </>
    );
  const { view } = shown;
  const title = titleOf(own, about, shown.progress, shown.widget);
  return (
    <ListContext.Provider value={list}>
      <Head title={title} onBack={onBack} />
      <Keep place={{ at: 'checklist', id, subject }} />
      <section class="card">
        <Bar done={view.doneCount} all={view.steps.length} />
        {view.isFinished && (
          <div class="finished">
            <p role="status">
              <b>{words.ui.lists.finished}.</b> {own.done}
            </p>
            {mayRepeat(id) && (
              <button type="button" class="quiet" data-act="another" onClick={() => list.open(id)}>
                {words.ui.lists.another}
              </button>
            )}
          </div>
        )}
        <ol class="steps" ref={steps} aria-label={words.ui.list.steps}>
          {view.steps.map((one) => (
            <StepItem
              key={one.step.id}
              view={one}
              words={own.steps[one.step.id] ?? { title: one.step.id }}
              about={about}
              isCurrent={one === view.current}
            />
          ))}
        </ol>
      </section>
      <Below title={title} onGone={onBack} />
    </ListContext.Provider>
  );
};

const useListOf = (id: ChecklistId, shown: Shown | null | undefined): List | null => {
  const { local, pairing } = useInbox();
  const { go } = useSetup();
  if (!shown) return null;
  const { progress, widgets, widget } = shown;
  const { db } = local;
  return {
    progress,
    widgets,
    widget,
    say: (step, value) =>
      void changeProgress(db, progress.id, (row, now) => say(row, step, value, now)),
    saySubject: (step, value) => {
      const named = widgets.find((one) => one.id === value || one.phone === value);
      void saySubject(db, progress, step, value, followsFrom(id, named)).then(go);
    },
    undo: (step) => void changeProgress(db, progress.id, (row, now) => undo(row, step, now)),
    open: (other, about) => void openChecklist(db, pairing.agent.id, other, about).then(go),
  };
};

/** The step whose turn it is comes into view; whoever works by keyboard is taken along. */
const useFollowing = (shown: Shown | null | undefined) => {
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<string | undefined>(undefined);
  const current = shown?.view.current?.step.id;
  useEffect(() => {
    const step = list.current?.querySelector<HTMLElement>(`[data-step="${current}"]`);
    const before = last.current;
    if (current) last.current = current;
    if (!step || !before || before === current) return;
    step.scrollIntoView({ block: 'nearest' });
    // What was pressed is gone, and the focus with it: it goes on where the work does.
    if (document.activeElement === document.body) step.querySelector('h2')?.focus();
  }, [current]);
  return list;
};
