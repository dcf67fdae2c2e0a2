/** A popup closes at the next click elsewhere; from here a checklist is kept open beside Meta's page. */
import { useSetup } from '../context.ts';
import { openInTab, pin, unpin } from '../pages.ts';
import { type Place, pathOf } from '../place.ts';

export const Keep = ({ place }: { place: Place }) => {
  const { words, where, onOpenInbox } = useSetup();
  const { list } = words.ui;
  const path = pathOf(place);
  if (where === 'panel')
    return (
      <div class="keep flex">
        <button type="button" class="plain sm" onClick={() => openInTab(path)}>
          {list.tab}
        </button>
        <button type="button" class="plain sm" data-act="unpin" onClick={() => void unpin()}>
          {list.unpin}
        </button>
      </div>
    );
  return (
    <div class="keep flex">
      <button
        type="button"
        class="plain sm"
        data-act="pin"
        onClick={() => {
          // First, while the browser still believes in the click.
          onOpenInbox();
          void pin(path);
        }}
      >
        {list.pin}
      </button>
      {where === 'popup' && (
        <button type="button" class="plain sm" data-act="tab" onClick={() => openInTab(path)}>
          {list.tab}
        </button>
      )}
    </div>
  );
};
