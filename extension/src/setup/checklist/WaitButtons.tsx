import type { StepState } from '@deskside/shared/checklists/engine';
import type { WaitStep } from '@deskside/shared/checklists/model';
import { useNow } from '../../live.ts';
import { useSetup } from '../context.ts';
import { useList } from './use-list.ts';

const two = (value: number) => String(value).padStart(2, '0');
const DAY = 24 * 60 * 60 * 1000;

/** A clock that runs whether anybody looks or not. */
export const WaitButtons = ({ step, state }: { step: WaitStep; state: StepState }) => {
  const { words, say } = useSetup();
  const { say: begin } = useList();
  const now = useNow(1000);
  if (state.is !== 'running')
    return step.after ? null : (
      <div class="flex acts">
        <button type="button" class="go" data-say="begin" onClick={() => begin(step.id, '')}>
          {words.ui.step.begin}
        </button>
      </div>
    );
  const left = Math.max(0, Math.ceil((state.until - now) / 1000));
  if (state.until - now > DAY)
    return <p class="timer">{words.ui.step.until(say.day(state.until))}</p>;
  const text = `${Math.floor(left / 60)}:${two(left % 60)}`;
  return (
    <p class="timer" role="timer">
      {words.ui.step.left(text)}
    </p>
  );
};
