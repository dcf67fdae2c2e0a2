import type { ChecklistId } from '@deskside/shared/checklists/model';
import type { HistoryLine } from '@deskside/shared/checklists/progress';
import { lineOf } from '../../i18n/checklist-words.ts';
import { useSetup } from '../context.ts';
import { useAbout } from './about.ts';
import { useList } from './use-list.ts';

/** What this admin did here, the latest first. */
export const History = () => {
  const { words, say } = useSetup();
  const { progress } = useList();
  const { steps } = words.checklists[progress.checklistId as ChecklistId];
  const { list } = words.ui;
  const about = useAbout();
  const inWords = ({ what, step, value }: HistoryLine): string => {
    if (what === 'restarted') return list.restarted;
    const title = steps[step] ? lineOf(steps[step].title, about) : step;
    if (what === 'undone') return list.undone(title);
    return list.said(
      title,
      value === 'no' ? words.ui.step.no : (steps[step]?.choices?.[value] ?? ''),
    );
  };
  if (progress.history.length === 0) return <p class="soft">{list.noHistory}</p>;
  return (
    <ol class="history">
      {progress.history.toReversed().map((line) => (
        <li key={`${line.at} ${line.step} ${line.what}`}>
          {inWords(line)} <span class="soft">{say.moment(line.at)}</span>
        </li>
      ))}
    </ol>
  );
};
