/** What a step offers to do right there. */
import type { StepView } from '@deskside/shared/checklists/engine';
import type { Act } from '@deskside/shared/checklists/model';
import { useState } from 'preact/hooks';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { isFixAct } from '../fixes.ts';
import { Refused } from '../Refused.tsx';
import { Disconnect } from '../widget/Disconnect.tsx';
import { Summary } from '../widget/Summary.tsx';
import { Fix } from './Fix.tsx';
import { useList } from './use-list.ts';
import { WebhookAddress } from './WebhookAddress.tsx';

interface Props {
  act: Act;
  view: StepView;
}

export const ActOf = ({ act, view }: Props) => {
  const { words, go, onManage } = useSetup();
  const { widget, say } = useList();
  if (act === 'webhook') return <WebhookAddress />;
  if (isFixAct(act)) return <Fix act={act} view={view} />;
  if (act === 'secrets')
    return (
      <div class="flex acts">
        <button type="button" class="quiet" onClick={() => onManage('settings')}>
          {words.ui.step.settings}
        </button>
      </div>
    );
  if (!widget) return null;
  if (act === 'review') return <Summary widget={widget} />;
  if (act === 'disconnect')
    return widget.draftReason === 'disconnected' ? null : (
      <Disconnect widget={widget} onDone={() => undefined} />
    );
  if (act === 'enable') return <Enable onDone={() => say(view.step.id, '')} />;
  return (
    <div class="flex acts">
      <button
        type="button"
        class="quiet"
        data-act="configure"
        onClick={() => go({ at: 'widget', widgetId: widget.id })}
      >
        {words.ui.widgets.configureName(widget.name)}
      </button>
    </div>
  );
};

const Enable = ({ onDone }: { onDone: () => void }) => {
  const { words, actions } = useSetup();
  const { widget } = useList();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!widget) return null;
  const enable = async () => {
    const refused = await actions.command({ type: 'enable-widget', widgetId: widget.id });
    setRefusal(refused);
    if (!refused) onDone();
  };
  return (
    <>
      <div class="flex acts">
        <button type="button" class="go" data-act="enable" onClick={() => void enable()}>
          {words.ui.widget.enable}
        </button>
      </div>
      <Refused refusal={refusal} />
    </>
  );
};
