/** A question before something that can't be taken back. It names the thing; the safe way out has the
 * focus, and Escape takes it. */
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: string;
  text: string;
  yes: string;
  no: string;
  isDangerous?: boolean;
  onYes: () => void;
  onNo: () => void;
}

export const Confirm = ({ title, text, yes, no, isDangerous, onYes, onNo }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [titleId, textId] = [useId(), useId()];
  useEffect(() => {
    const asker = document.activeElement;
    dialog.current?.showModal();
    // Whoever works by keyboard is back at what they pressed.
    return () => {
      if (asker instanceof HTMLElement) asker.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby={titleId}
      aria-describedby={textId}
      onCancel={onNo}
    >
      <h2 id={titleId}>{title}</h2>
      <p id={textId} class="soft">
        {text}
      </p>
      <div class="flex">
        <button type="button" class={isDangerous ? 'go danger' : 'go'} onClick={onYes}>
          {yes}
        </button>
        <button type="button" class="quiet" autofocus onClick={onNo}>
          {no}
        </button>
      </div>
    </dialog>
  );
};
