/** The place where one is. */
import { useEffect } from 'preact/hooks';
import { useInbox } from '../ui/context.ts';
import { ChecklistScreen } from './checklist/ChecklistScreen.tsx';
import { beginChecklist } from './checklists.ts';
import { useSetup } from './context.ts';
import type { Place } from './place.ts';
import { WidgetScreen } from './widget/WidgetScreen.tsx';

interface Props {
  place: Exclude<Place, { at: 'home' }>;
  onBack: () => void;
}

export const Room = ({ place, onBack }: Props) => {
  const { where } = useSetup();
  return (
    <main class={`setup in-${where}`}>
      {place.at === 'widget' && (
        <WidgetScreen key={place.widgetId} id={place.widgetId} onBack={onBack} />
      )}
      {place.at === 'begin' && <Begin place={place} />}
      {place.at === 'checklist' && (
        <ChecklistScreen
          key={`${place.id} ${place.subject}`}
          id={place.id}
          subject={place.subject}
          onBack={onBack}
        />
      )}
    </main>
  );
};

/** Opens the checklist that a link from elsewhere asks for. */
const Begin = ({ place }: { place: Extract<Place, { at: 'begin' }> }) => {
  const { replace } = useSetup();
  const { local, pairing } = useInbox();
  useEffect(
    () => void beginChecklist(local.db, pairing.agent.id, place.id, place.widgetId).then(replace),
    [],
  );
  return null;
};
