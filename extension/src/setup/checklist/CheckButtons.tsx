/** Asks a machine, as often as one likes. */
import type { StepState } from '@deskside/shared/checklists/engine';
import type { CheckStep } from '@deskside/shared/checklists/model';
import { useState } from 'preact/hooks';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { askedOf } from '../proofs.ts';
import { Refused } from '../Refused.tsx';
import { useList } from './use-list.ts';

export const CheckButtons = ({ step, state }: { step: CheckStep; state: StepState }) => {
  const { words, actions } = useSetup();
  const { progress, widget } = useList();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const asked = askedOf(step, progress, widget);
  if (!asked) return null;
  const check = () => {
    setBusy(true);
    void actions.check(asked.check, asked.subject).then((result) => {
      setRefusal(result);
      setBusy(false);
    });
  };
  const { checking, check: now, checkAgain } = words.ui.step;
  return (
    <>
      <div class="flex acts">
        <button type="button" class="quiet" data-say="check" aria-disabled={isBusy} onClick={check}>
          {isBusy ? checking : state.is === 'open' ? now : checkAgain}
        </button>
      </div>
      <Refused refusal={refusal} />
    </>
  );
};
