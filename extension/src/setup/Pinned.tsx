/** A checklist kept open in the side panel: in front of the inbox, or as a strip above it. */
import './setup.css';
import './drawings/drawings.css';
import '../ui/forms.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { aboutOf, titleOf } from './checklist/about.ts';
import { useSetup } from './context.ts';
import { openManagePage, pin, showPinned, unpin } from './pages.ts';
import { type Place, pathOf, placeOf } from './place.ts';
import { Room } from './Room.tsx';
import { SetupPage } from './SetupPage.tsx';
import { loadTyped } from './typed.ts';
import { useChecklist } from './use-checklist.ts';

export interface PinnedProps {
  path: string;
  isOpen: boolean;
}

export const Pinned = ({ path, isOpen }: PinnedProps) => {
  const trail = useRef<string[]>([]);
  const place = placeOf(path);
  const toInbox = () => void showPinned(path, false);
  const go = (next: Place) => {
    if (next.at === 'home') return toInbox();
    if (pathOf(next) === path) return;
    trail.current.push(path);
    void pin(pathOf(next));
  };
  const back = () => {
    const before = trail.current.pop();
    if (before) void pin(before);
    else toInbox();
  };
  return (
    <Remembering>
      <SetupPage
        go={go}
        replace={(next) => void pin(pathOf(next))}
        where="panel"
        onOpenInbox={toInbox}
        onManage={openManagePage}
      >
        {place.at === 'home' ? null : isOpen ? (
          <div class="scroll whole">
            <Room place={place} onBack={back} />
          </div>
        ) : (
          place.at === 'checklist' && <Strip place={place} path={path} />
        )}
      </SetupPage>
    </Remembering>
  );
};

/** Half-typed forms are there before they are drawn. */
const Remembering = ({ children }: { children: ComponentChildren }) => {
  const [isReady, setReady] = useState(false);
  useEffect(() => void loadTyped().then(() => setReady(true)), []);
  return <>{isReady && children}</>;
};

interface StripProps {
  place: Extract<Place, { at: 'checklist' }>;
  path: string;
}

const Strip = ({ place, path }: StripProps) => {
  const setup = useSetup();
  const shown = useChecklist(place.id, place.subject);
  if (!shown) return null;
  const { list, lists } = setup.words.ui;
  const about = aboutOf(setup, shown.progress, shown.widget);
  const words = setup.words.checklists[place.id];
  return (
    <div class="pinned">
      <div class="grow">
        <b>{titleOf(words, about, shown.progress, shown.widget)}</b>
        <span class="sm soft">
          {shown.view.isFinished
            ? lists.finished
            : lists.of(shown.view.doneCount, shown.view.steps.length)}
        </span>
      </div>
      <button type="button" class="go" onClick={() => void showPinned(path, true)}>
        {list.backToList}
      </button>
      <button type="button" class="quiet" data-act="unpin" onClick={() => void unpin()}>
        {list.unpin}
      </button>
    </div>
  );
};
