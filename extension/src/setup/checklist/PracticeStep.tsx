/** Links the practice number again, so that a newcomer can walk this list without an account at Meta. */
import { PRACTICE } from '@deskside/shared/api-setup';
import { useState } from 'preact/hooks';
import type { Refusal } from '../actions.ts';
import { useSetup } from '../context.ts';
import { Refused } from '../Refused.tsx';
import { useList } from './use-list.ts';

export const PracticeStep = ({ id }: { id: string }) => {
  const { words, actions } = useSetup();
  const { say } = useList();
  const { add } = words.ui;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    const added = await actions.add(PRACTICE, PRACTICE, null);
    setBusy(false);
    setRefusal(added.refusal);
    if (added.value) say(id, added.value.widget.id);
  };
  return (
    <>
      <div class="flex acts">
        <button
          type="button"
          class="go"
          data-act="practice"
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) void take();
          }}
        >
          {isBusy ? add.adding : add.add}
        </button>
      </div>
      <Refused refusal={refusal} />
    </>
  );
};
