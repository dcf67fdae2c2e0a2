/** Lets the server do at Meta what is missing; the check's new answer comes by the stream. */
import type { StepView } from '@deskside/shared/checklists/engine';
import { useState } from 'preact/hooks';
import { Confirm } from '../../ui/Confirm.tsx';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { type FixAct, fixOf } from '../fixes.ts';
import { askedOf } from '../proofs.ts';
import { Refused } from '../Refused.tsx';
import { useList } from './use-list.ts';

interface Props {
  act: FixAct;
  view: StepView;
}

export const Fix = ({ act, view: { step, state, proof } }: Props) => {
  const { words, actions, info } = useSetup();
  const { progress, widget } = useList();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const asked = step.kind === 'check' ? askedOf(step, progress, widget) : null;
  const fix = state.is === 'refused' ? fixOf(act, proof?.word) : null;
  const theirs = String(proof?.detail.address ?? '');
  // Nobody can agree to what can't be named.
  if (!asked || !fix || (fix === 'asks' && (!info || !theirs))) return null;
  const { fixes } = words.ui;
  const mend = () => {
    setAsking(false);
    void actions.fix(asked.check, asked.subject).then(setRefusal);
  };
  const about = {
    theirs,
    ours: info?.webhookUrl ?? '',
    name: widget?.name ?? words.ui.theNumber,
  };
  const takes = act === 'set-override' ? fixes.override : fixes.fields;
  return (
    <>
      <div class="flex acts">
        <button
          type="button"
          class="go"
          data-act="fix"
          onClick={() => (fix === 'asks' ? setAsking(true) : mend())}
        >
          {fix === 'asks' ? takes.button : act === 'fetch-contacts' ? fixes.fetch : fixes.subscribe}
        </button>
      </div>
      <Refused refusal={refusal} />
      {isAsking && (
        <Confirm
          title={takes.ask(about)}
          text={takes.why(about)}
          yes={fixes.yes}
          no={words.ui.widget.cancel}
          isDangerous
          onYes={mend}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
};
