/** The frame of every room: its name, what it is for, and what is missing while it is asked for. */
import type { ComponentChildren } from 'preact';
import type { ErrorWord } from './requests.ts';
import type { Asked } from './use-answer.ts';
import { useWords } from './words.ts';

interface RoomProps {
  title: string;
  intro?: string;
  /** What stands at the end of the title's line. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

export const Room = ({ title, intro, aside, children }: RoomProps) => (
  <>
    <div class="flex room-head">
      <h2 class="grow" id="room" tabIndex={-1}>
        {title}
      </h2>
      {aside}
    </div>
    {intro && <p class="soft intro">{intro}</p>}
    {children}
  </>
);

interface AnsweredProps<T> {
  asked: Asked<T>;
  children: (value: T) => ComponentChildren;
}

export const Answered = <T,>({ asked: { answer, refresh }, children }: AnsweredProps<T>) => {
  const { t } = useWords();
  if (!answer)
    return (
      <p class="soft waiting" role="status">
        {t.manage.loading}
      </p>
    );
  if ('value' in answer) return <>{children(answer.value)}</>;
  return (
    <div class="strip bad note" role="alert">
      <span>{t.manage.errors[answer.error]}</span>
      <button type="button" class="quiet" onClick={() => void refresh()}>
        {t.manage.retry}
      </button>
    </div>
  );
};

/** What stood in the way of what somebody did, where they did it. */
export const Failure = ({ error }: { error: ErrorWord | null }) => {
  const { t } = useWords();
  return error ? (
    <p class="strip bad note" role="alert">
      {t.manage.errors[error]}
    </p>
  ) : null;
};
