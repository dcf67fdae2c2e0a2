/** The button that disconnects, and the question before it, which names the widget. */
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { Confirm } from '../../ui/Confirm.tsx';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { sentenceOf } from '../refusals.ts';

interface Props {
  widget: Widget;
  onDone: () => void;
}

export const Disconnect = ({ widget, onDone }: Props) => {
  const { words, actions, written } = useSetup();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { ui } = words;
  const disconnect = async () => {
    setAsking(false);
    const refused = await actions.command({ type: 'disconnect-widget', widgetId: widget.id });
    setRefusal(refused);
    if (!refused) onDone();
  };
  return (
    <>
      <div class="flex acts">
        <button
          type="button"
          class="quiet danger"
          data-act="disconnect"
          onClick={() => setAsking(true)}
        >
          {ui.widget.disconnect}
        </button>
      </div>
      {refusal && (
        <p class="strip bad" role="alert">
          {sentenceOf(words, refusal)}
        </p>
      )}
      {isAsking && (
        <Confirm
          title={ui.widget.disconnectAsk(widget.name, written(widget.phone))}
          text={ui.widget.disconnectWhy}
          yes={ui.widget.disconnectYes}
          no={ui.widget.cancel}
          isDangerous
          onYes={() => void disconnect()}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
};
