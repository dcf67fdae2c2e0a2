import { LiveMark } from '../inbox/ConnectionStrip.tsx';
import { Icon } from '../ui/icons.tsx';
import { useSetup } from './context.ts';

/** The top of a place inside the setup. */
export const Head = ({ title, onBack }: { title: string; onBack: () => void }) => {
  const { words } = useSetup();
  return (
    <header class="bar">
      <button type="button" class="icon" aria-label={words.ui.list.home} onClick={onBack}>
        <Icon name="back" />
      </button>
      <h1>{title}</h1>
      <LiveMark />
    </header>
  );
};
