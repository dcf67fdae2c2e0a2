/** Something to be copied whole. */
import { useState } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  copy: string;
  copied: string;
}

export const Copy = ({ label, value, copy, copied }: Props) => {
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="flex">
      <input
        class="field grow"
        readOnly
        value={value}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        class="quiet"
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {isCopied ? copied : copy}
      </button>
    </div>
  );
};
