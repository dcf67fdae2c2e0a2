/** WhatsApp as a whole, on or off. Before the switch moves, one reads what will happen. */
import type { Channel, Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { Confirm } from '../../ui/Confirm.tsx';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { sentenceOf } from '../refusals.ts';

interface Props {
  channel: Channel;
  widgets: readonly Widget[];
  isAdmin: boolean;
}

export const ChannelSwitch = ({ channel, widgets, isAdmin }: Props) => {
  const { words, actions } = useSetup();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ui = words.ui.channel;
  const { isOn } = channel;
  const enabled = widgets.filter(({ draftReason }) => draftReason === null).length;
  const resting = widgets.filter(({ draftReason }) => draftReason === 'channel-off').length;
  if (!isAdmin) return isOn ? null : <p class="card sm">{ui.offForAgents}</p>;
  const turn = () => {
    setAsking(false);
    void actions.command({ type: 'switch-channel', isOn: !isOn }).then(setRefusal);
  };
  return (
    <section class="card">
      <div class="flex">
        <div class="grow">
          <h2 id="channel">{ui.title}</h2>
          <p class="sm soft">{isOn ? ui.on(enabled) : ui.off}</p>
        </div>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={isOn}
          aria-labelledby="channel"
          onClick={() => setAsking(true)}
        >
          <i aria-hidden="true" />
        </button>
      </div>
      {refusal && (
        <p class="strip bad below" role="alert">
          {sentenceOf(words, refusal)}
        </p>
      )}
      {isAsking && (
        <Confirm
          title={isOn ? ui.askOff : ui.askOn}
          text={isOn ? ui.whatOff(enabled) : ui.whatOn(resting)}
          yes={isOn ? ui.turnOff : ui.turnOn}
          no={words.ui.widget.cancel}
          isDangerous={isOn}
          onYes={turn}
          onNo={() => setAsking(false)}
        />
      )}
    </section>
  );
};
