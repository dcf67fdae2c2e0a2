/** Whether the bot answers at all: it takes effect at once, wherever it stands. */
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { CheckField } from '../../ui/Field.tsx';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { Refused } from '../Refused.tsx';

export const BotField = ({ widget }: { widget: Widget }) => {
  const { words, actions } = useSetup();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { form } = words.ui;
  const turn = (isBotOn: boolean) =>
    void actions
      .command({ type: 'configure-widget', widgetId: widget.id, settings: { isBotOn } })
      .then(setRefusal);
  return (
    <>
      <CheckField
        label={form.isBotOn}
        hint={form.isBotOnHint}
        isOn={widget.isBotOn}
        onChange={turn}
      />
      <Refused refusal={refusal} />
    </>
  );
};
