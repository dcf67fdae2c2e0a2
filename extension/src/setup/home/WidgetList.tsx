/** Every widget with its state, and why it is a draft. Admins may configure it and add others. */
import type { Widget } from '@deskside/shared/models';
import { useInbox, useWords } from '../../ui/context.ts';
import { openChecklist } from '../checklists.ts';
import { useSetup } from '../context.ts';
import { isUnclaimed } from '../numbers.ts';
import { StatusLine } from './StatusLine.tsx';

export const WidgetList = ({
  widgets,
  isAdmin,
}: {
  widgets: readonly Widget[];
  isAdmin: boolean;
}) => {
  const { words, go } = useSetup();
  const { local, pairing } = useInbox();
  const { ui } = words;
  if (!isAdmin && widgets.length === 0) return null;
  const add = () => void openChecklist(local.db, pairing.agent.id, 'add-widget').then(go);
  return (
    <section class="card">
      <h2>{ui.widgets.title}</h2>
      {widgets.length === 0 && <p class="soft sm">{ui.widgets.none}</p>}
      {widgets.map((widget) => (
        <OneWidget key={widget.id} widget={widget} isAdmin={isAdmin} />
      ))}
      {isAdmin && (
        <button type="button" class="quiet below" data-act="add-widget" onClick={add}>
          {ui.widgets.add}
        </button>
      )}
    </section>
  );
};

const OneWidget = ({ widget, isAdmin }: { widget: Widget; isAdmin: boolean }) => {
  const { t } = useWords();
  const { words, go, written } = useSetup();
  const { ui } = words;
  const { draftReason, draftDetail } = widget;
  const details: Record<string, string> = t.unlinkedWhy;
  const phone = written(widget.phone);
  const isNamed = widget.name !== widget.phone;
  const why = [
    isNamed ? phone : '',
    widget.isPractice ? ui.widgets.practice : '',
    draftReason ? ui.widgets.why[draftReason] : '',
    isAdmin && !draftReason && isUnclaimed(widget) ? ui.widgets.unclaimed : '',
  ].filter(Boolean);
  return (
    <div class="below widget" data-widget={widget.id}>
      <div class="flex">
        <span class="grow">
          <b>{isNamed ? widget.name : phone}</b>
          <span class="sm soft block">{why.join(' · ')}</span>
          {draftReason === 'unlinked' && draftDetail && (
            <span class="sm soft block">{details[draftDetail]}</span>
          )}
        </span>
        <StatusLine widget={widget} />
        {isAdmin && (
          <button
            type="button"
            class="quiet"
            aria-label={ui.widgets.configureName(widget.name)}
            onClick={() => go({ at: 'widget', widgetId: widget.id })}
          >
            {ui.widgets.configure}
          </button>
        )}
      </div>
    </div>
  );
};
