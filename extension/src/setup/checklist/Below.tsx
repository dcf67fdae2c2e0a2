/** What was done when, and the ways to begin anew. */
import { useState } from 'preact/hooks';
import { Confirm } from '../../ui/Confirm.tsx';
import { useInbox } from '../../ui/context.ts';
import { removeProgress, restartProgress } from '../checklists.ts';
import { useSetup } from '../context.ts';
import { History } from './History.tsx';
import { useList } from './use-list.ts';

interface Props {
  title: string;
  onGone: () => void;
}

export const Below = ({ title, onGone }: Props) => {
  const { words } = useSetup();
  const { local } = useInbox();
  const { progress } = useList();
  const [asking, setAsking] = useState<'restart' | 'remove' | null>(null);
  const { list, lists, widget } = words.ui;
  return (
    <section class="card">
      <details class="sm">
        <summary>{list.history}</summary>
        <History />
      </details>
      <div class="flex below">
        <button type="button" class="quiet" data-act="restart" onClick={() => setAsking('restart')}>
          {list.restart}
        </button>
        <button type="button" class="quiet" data-act="remove" onClick={() => setAsking('remove')}>
          {lists.remove}
        </button>
      </div>
      {asking === 'restart' && (
        <Confirm
          title={list.restartAsk(title)}
          text={list.restartWhy}
          yes={list.restart}
          no={widget.cancel}
          onNo={() => setAsking(null)}
          onYes={() => {
            setAsking(null);
            void restartProgress(local.db, progress.id);
          }}
        />
      )}
      {asking === 'remove' && (
        <Confirm
          title={lists.removeAsk(title)}
          text={lists.removeWhy}
          yes={lists.remove}
          no={widget.cancel}
          isDangerous
          onNo={() => setAsking(null)}
          onYes={() => {
            void removeProgress(local.db, progress.id);
            onGone();
          }}
        />
      )}
    </section>
  );
};
