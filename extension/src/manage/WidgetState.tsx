import type { Widget } from '@deskside/shared/models';
import { useWords } from './words.ts';

/** Enabled or draft, and a draft one always says why. */
export const WidgetState = ({ widget, isShort = false }: { widget: Widget; isShort?: boolean }) => {
  const { t } = useWords();
  const { draftReason, draftDetail } = widget;
  const words = t.manage.widgets;
  const why: Record<string, string> = t.unlinkedWhy;
  return (
    <>
      <span class={`chip ${draftReason ? 'draft' : 'ok'}`}>
        {draftReason ? words.draft : words.enabled}
      </span>
      {draftReason && (
        <span class={isShort ? 'soft sm reason' : 'reason'}>
          {' '}
          {words.why[draftReason]}
          {draftReason === 'unlinked' && draftDetail && ` ${why[draftDetail] ?? ''}`}
        </span>
      )}
    </>
  );
};
