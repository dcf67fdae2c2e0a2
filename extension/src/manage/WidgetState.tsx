import type { Widget } from '@deskside/shared/models';
import { isUnclaimed } from '../setup/numbers.ts';
import { useWords } from './words.ts';

/** Enabled or draft, and a draft one always says why. */
export const WidgetState = ({ widget, isShort = false }: { widget: Widget; isShort?: boolean }) => {
  const { t } = useWords();
  const { draftReason, draftDetail } = widget;
  const words = t.manage.widgets;
  const why: Record<string, string> = t.unlinkedWhy;
  const reason = isShort ? 'soft sm reason' : 'reason';
  return (
    <>
      <span class={`chip ${draftReason ? 'draft' : 'ok'}`}>
        {draftReason ? words.draft : words.enabled}
      </span>
      {!draftReason && isUnclaimed(widget) && <span class={reason}> {words.unclaimed}</span>}
      {draftReason && (
        <span class={reason}>
          {' '}
          {words.why[draftReason]}
          {draftReason === 'unlinked' && draftDetail && ` ${why[draftDetail] ?? ''}`}
        </span>
      )}
    </>
  );
};
