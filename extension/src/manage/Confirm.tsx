import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Failure } from './Room.tsx';
import type { Answer, ErrorWord } from './requests.ts';
import { useWords } from './words.ts';

interface Props {
  /** The button that begins it, and its name where that alone doesn't say whose it is. */
  button: string;
  label?: string;
  /** What will happen, naming the thing. */
  question: string;
  yes: string;
  isDangerous?: boolean;
  act: () => Promise<Answer<unknown>>;
  onDone: () => void;
}

/** Asks before it does something, in the place where it was asked for. */
export const Confirm = (props: Props) => {
  const { button, label, question, yes, isDangerous = false, act, onDone } = props;
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorWord | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const begin = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  // The keyboard follows at once, before the next key: into the question, and back to where it was asked.
  useLayoutEffect(() => {
    if (isAsking) first.current?.focus();
    else if (wasAsking.current) begin.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  const go = async () => {
    setBusy(true);
    setError(null);
    const answer = await act();
    setBusy(false);
    if ('error' in answer) return setError(answer.error);
    setAsking(false);
    onDone();
  };
  const leave = () => {
    setError(null);
    setAsking(false);
  };

  if (!isAsking)
    return (
      <button
        ref={begin}
        type="button"
        class={`quiet sm ${isDangerous ? 'danger' : ''}`}
        aria-label={label}
        onClick={() => setAsking(true)}
      >
        {button}
      </button>
    );
  return (
    <fieldset
      class="confirm"
      aria-label={question}
      onKeyDown={({ key }) => key === 'Escape' && leave()}
    >
      <p>{question}</p>
      <div class="flex">
        <button
          ref={first}
          type="button"
          class={`go ${isDangerous ? 'danger' : ''}`}
          disabled={isBusy}
          onClick={() => void go()}
        >
          {yes}
        </button>
        <button type="button" class="quiet" onClick={leave}>
          {t.manage.cancel}
        </button>
      </div>
      <Failure error={error} />
    </fieldset>
  );
};
