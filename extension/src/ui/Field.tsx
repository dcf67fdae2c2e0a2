/** A labelled field with its hint and what is wrong with it, tied together for a screen reader. */
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Common {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  /** The label stands right above in other words; it is only read out. */
  isLabelHidden?: boolean;
}
interface Text extends Common {
  value: string;
  name?: string;
  onText: (text: string) => void;
}
interface Input extends Text {
  type?: 'text' | 'tel' | 'date' | 'password';
  inputMode?: 'text' | 'tel' | 'numeric';
  placeholder?: string;
  max?: string;
}

const useNotes = ({ hint, error }: Common) => {
  const id = useId();
  const parts = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { id, tied: parts ? { 'aria-describedby': parts } : {}, isBad: Boolean(error) };
};

const Notes = ({ id, hint, error }: Common & { id: string }) => (
  <>
    {hint && (
      <p class="sm soft hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && (
      <p class="sm wrong" id={`${id}-error`} role="alert">
        {error}
      </p>
    )}
  </>
);

export const TextField = ({ label, hint, error, isLabelHidden, onText, ...rest }: Input) => {
  const { id, tied, isBad } = useNotes({ label, hint, error });
  // The types of JSX know no input whose kind is a variable.
  const input = rest as JSX.IntrinsicElements['input'];
  return (
    <div class="entry">
      <label class={isLabelHidden ? 'hidden' : 'label'} for={id}>
        {label}
      </label>
      <input
        class="field"
        id={id}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isBad}
        onInput={(event) => onText(event.currentTarget.value)}
        {...tied}
        {...input}
      />
      <Notes id={id} label={label} hint={hint} error={error} />
    </div>
  );
};

export const TextArea = ({ label, hint, error, onText, ...area }: Text) => {
  const { id, tied, isBad } = useNotes({ label, hint, error });
  return (
    <div class="entry">
      <label class="label" for={id}>
        {label}
      </label>
      <textarea
        class="field"
        id={id}
        rows={3}
        aria-invalid={isBad}
        onInput={(event) => onText(event.currentTarget.value)}
        {...tied}
        {...area}
      />
      <Notes id={id} label={label} hint={hint} error={error} />
    </div>
  );
};

interface CheckProps {
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export const CheckField = ({ label, hint, isOn, onChange }: CheckProps) => (
  <label class="tick">
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>
      {label}
      {hint && <span class="sm soft hint">{hint}</span>}
    </span>
  </label>
);

interface RadioProps {
  legend: string;
  name: string;
  value: string;
  options: readonly { value: string; label: ComponentChildren; isDisabled?: boolean }[];
  onChange: (value: string) => void;
}

export const RadioField = ({ legend, name, value, options, onChange }: RadioProps) => (
  <fieldset class="radios">
    <legend class="label">{legend}</legend>
    {options.map((option) => (
      <label key={option.value} class="tick">
        <input
          type="radio"
          name={name}
          value={option.value}
          checked={option.value === value}
          disabled={option.isDisabled ?? false}
          onChange={() => onChange(option.value)}
        />
        <span>{option.label}</span>
      </label>
    ))}
  </fieldset>
);
