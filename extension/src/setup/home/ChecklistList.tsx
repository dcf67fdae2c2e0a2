/** The checklists: those that are begun, each with how far it is, and all there are. */
import { checklistOf, checklists } from '@deskside/shared/checklists/all';
import { viewOf } from '@deskside/shared/checklists/engine';
import type { ChecklistId } from '@deskside/shared/checklists/model';
import type { Progress } from '@deskside/shared/checklists/progress';
import { useNow } from '../../live.ts';
import type { SetupRows } from '../../queries.ts';
import { useInbox } from '../../ui/context.ts';
import { aboutOf, titleOf } from '../checklist/about.ts';
import { Bar } from '../checklist/Bar.tsx';
import { openChecklist } from '../checklists.ts';
import { useSetup } from '../context.ts';
import { proofsOf, widgetOf } from '../proofs.ts';
import { useJudge } from '../use-setup.ts';

export const ChecklistList = ({ rows }: { rows: SetupRows }) => {
  const { words, go } = useSetup();
  const { local, pairing } = useInbox();
  const { lists } = words.ui;
  const begin = (id: ChecklistId) => void openChecklist(local.db, pairing.agent.id, id).then(go);
  return (
    <section class="card lists">
      <h2>{lists.title}</h2>
      {rows.checklists.map((progress) => (
        <Begun key={progress.id} progress={progress} rows={rows} />
      ))}
      <details open={rows.checklists.length === 0}>
        <summary>{lists.more}</summary>
        <ul>
          {checklists.map(({ id }) => (
            <li key={id}>
              <button type="button" class="pick" data-checklist={id} onClick={() => begin(id)}>
                <b>{words.checklists[id].title}</b>
                <span class="sm soft">{words.checklists[id].text}</span>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
};

const Begun = ({ progress, rows }: { progress: Progress; rows: SetupRows }) => {
  const setup = useSetup();
  const judge = useJudge();
  const now = useNow();
  const id = progress.checklistId as ChecklistId;
  const checklist = checklistOf(id);
  const widget = widgetOf(progress, rows.widgets);
  const about = aboutOf(setup, progress, widget);
  const known = proofsOf(checklist, progress, widget, rows.proofs, judge, now);
  const view = viewOf(checklist, progress, known, Math.max(now, progress.touchedAt));
  const words = setup.words.checklists[id];
  return (
    <button
      type="button"
      class="pick begun"
      data-begun={id}
      onClick={() => setup.go({ at: 'checklist', id, subject: progress.subject })}
    >
      <b>{titleOf(words, about, progress, widget)}</b>
      {view.isFinished ? (
        <span class="sm soft">✓ {setup.words.ui.lists.finished}</span>
      ) : (
        <Bar done={view.doneCount} all={view.steps.length} />
      )}
    </button>
  );
};
