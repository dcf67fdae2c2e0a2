/** The bot, a pause, and the way out. */
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { Confirm } from '../../ui/Confirm.tsx';
import { useInbox } from '../../ui/context.ts';
import type { Refusal, SetupActions } from '../actions.ts';
import { openChecklist } from '../checklists.ts';
import { useSetup } from '../context.ts';
import { Refused } from '../Refused.tsx';
import { BotField } from './BotField.tsx';
import { Disconnect } from './Disconnect.tsx';

export const Advanced = ({ widget }: { widget: Widget }) => {
  const { words, actions, go } = useSetup();
  const { local, pairing } = useInbox();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { ui } = words;
  const ask = (command: Parameters<SetupActions['command']>[0]) =>
    void actions.command(command).then(setRefusal);
  const { draftReason, id: widgetId } = widget;
  const isOut = draftReason === 'disconnected';
  const openPhoneSide = () =>
    void openChecklist(local.db, pairing.agent.id, 'disconnect', widget).then(go);
  return (
    <section class="card">
      <h2>{ui.widget.advanced}</h2>
      <BotField widget={widget} />
      {(draftReason === 'new' || draftReason === 'paused') && (
        <div class="flex acts">
          <button
            type="button"
            class="go"
            data-act="enable"
            onClick={() => ask({ type: 'enable-widget', widgetId })}
          >
            {ui.widget.enable}
          </button>
        </div>
      )}
      {(draftReason === null || draftReason === 'channel-off') && (
        <div class="flex acts">
          <button
            type="button"
            class="quiet"
            data-act="pause"
            onClick={() => ask({ type: 'pause-widget', widgetId })}
          >
            {ui.widget.pause}
          </button>
          <span class="sm soft grow">{ui.widget.pauseWhy}</span>
        </div>
      )}
      <Refused refusal={refusal} />
      {isOut ? (
        <div class="flex acts">
          <span class="sm soft grow">{ui.widget.isDisconnected}</span>
          <button type="button" class="quiet" onClick={openPhoneSide}>
            {ui.widget.openChecklist}
          </button>
        </div>
      ) : (
        <Disconnect widget={widget} onDone={openPhoneSide} />
      )}
      {widget.isPractice && <RemovePractice onYes={() => ask({ type: 'remove-practice' })} />}
    </section>
  );
};

const RemovePractice = ({ onYes }: { onYes: () => void }) => {
  const { ui } = useSetup().words;
  const [isAsking, setAsking] = useState(false);
  return (
    <div class="flex acts">
      <button
        type="button"
        class="quiet danger"
        data-act="remove-practice"
        onClick={() => setAsking(true)}
      >
        {ui.widget.removePractice}
      </button>
      {isAsking && (
        <Confirm
          title={ui.widget.removePracticeAsk}
          text={ui.widget.removePracticeWhy}
          yes={ui.widget.remove}
          no={ui.widget.cancel}
          isDangerous
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            onYes();
          }}
        />
      )}
    </div>
  );
};
