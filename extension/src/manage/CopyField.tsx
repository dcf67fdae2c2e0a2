import { useId, useState } from 'preact/hooks';
import { useWords } from './words.ts';

/** Something to take elsewhere: shown whole, selected when it is entered, copied by a button. */
export const CopyField = ({ label, value }: { label: string; value: string }) => {
  const { t } = useWords();
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(value).then(() => setCopied(true));
  return (
    <>
      <label class="label" for={id}>
        {label}
      </label>
      <div class="flex copy">
        <input
          id={id}
          class="field grow"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="quiet" onClick={copy}>
          {isCopied ? t.manage.copied : t.manage.copy}
        </button>
      </div>
    </>
  );
};
