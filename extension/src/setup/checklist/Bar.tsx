import { useSetup } from '../context.ts';

/** How far it is, in words and as a bar. */
export const Bar = ({ done, all }: { done: number; all: number }) => {
  const { words } = useSetup();
  return (
    <div class="progress">
      <span class="sm soft">{words.ui.lists.of(done, all)}</span>
      <div class="prog" aria-hidden="true">
        <i style={{ width: `${all === 0 ? 0 : (100 * done) / all}%` }} />
      </div>
    </div>
  );
};
