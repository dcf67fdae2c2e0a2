import type { Widget } from '@deskside/shared/models';
import { useSetup } from '../context.ts';

/** Enabled or draft: told by the word and by the chip's outline. */
export const StatusLine = ({ widget }: { widget: Widget }) => {
  const { ui } = useSetup().words;
  return (
    <span class={`chip ${widget.draftReason ? 'draft' : 'ok'}`}>
      {widget.draftReason ? ui.widgets.draft : ui.widgets.enabled}
    </span>
  );
};
