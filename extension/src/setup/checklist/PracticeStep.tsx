/** Links the practice number again, so that a newcomer can walk this list without an account at Meta. */
import { PRACTICE } from '@deskside/shared/api-setup';
import { useState } from 'preact/hooks';
import { useSetup } from '../context.ts';
import { sentenceOf } from '../refusals.ts';
import { useList } from './use-list.ts';

export const PracticeStep = ({ id }: { id: string }) => {
  const { words, actions } = useSetup();
  const { say } = useList();
  const { add } = words.ui;
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    const { value, refusal } = await actions.add(PRACTICE, PRACTICE, null);
    setBusy(false);
    if (value) say(id, value.widget.id);
    else setError(sentenceOf(words, refusal));
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
      {error && (
        <p class="strip bad" role="alert">
          {error}
        </p>
      )}
    </>
  );
};
