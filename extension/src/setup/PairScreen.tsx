/**
 * The pairing form. A popup closes whenever one clicks elsewhere, for instance to copy the code, so
 * what was typed is kept; the code isn't, because it is a secret and short-lived.
 */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../ui/context.ts';
import { readAddress } from './address.ts';
import { LanguageButton } from './LanguageButton.tsx';
import { keepForm, type PairError, type PairForm, pairBrowser } from './pairing.ts';

interface Props {
  start: PairForm;
}

type FieldProps = JSX.IntrinsicElements['input'] & { id: string; label: string; class?: string };

/** The first thing a newcomer sees. Success shows itself: the page changes when the pairing is saved. */
export const PairScreen = ({ start }: Props) => {
  const { t } = useWords();
  const [form, setForm] = useState(start);
  const [error, setError] = useState<PairError | null>(null);
  const [isBusy, setBusy] = useState(false);

  const change = (part: Partial<PairForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    setError(null);
    void keepForm(next);
  };
  // A link carries its own code: once it stands there whole, it fills both fields.
  const split = (address: string) => {
    const read = readAddress(address);
    if (read.kind === 'address' && read.code) change({ address: read.server, code: read.code });
    else change({ address });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    void pairBrowser(form)
      .catch((): PairError => 'failed')
      .then((result) => {
        setError(result);
        setBusy(false);
      });
  };

  return (
    <main>
      <header class="bar">
        <h1>{t.pair.title}</h1>
        <LanguageButton />
      </header>
      <form class="card" onSubmit={submit} noValidate>
        <Field
          id="address"
          label={t.pair.address}
          value={form.address}
          placeholder={t.pair.addressExample}
          onInput={(event) => {
            const { value } = event.currentTarget;
            if (event.inputType === 'insertFromPaste') split(value);
            else change({ address: value });
          }}
          onChange={(event) => split(event.currentTarget.value)}
        />
        <Field
          id="code"
          label={t.pair.code}
          class="code"
          value={form.code}
          placeholder="K7QF-2M9D"
          onInput={(event) => change({ code: event.currentTarget.value })}
        />
        <Field
          id="name"
          label={t.pair.name}
          value={form.name}
          maxLength={80}
          autocomplete="name"
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
        <div class="flex" style={{ marginTop: '12px' }}>
          <button type="submit" class="go" disabled={isBusy}>
            {isBusy ? t.pair.busy : t.pair.button}
          </button>
          <span class="soft sm grow">{t.pair.once}</span>
        </div>
      </form>
      {error && (
        <p class="strip bad note-box" role="alert">
          <span>{t.pair.errors[error]}</span>
        </p>
      )}
      <section class="card">
        <b>{t.pair.noServer}</b>
        <p class="soft sm">{withCode(t.pair.noServerWhy)}</p>
      </section>
    </main>
  );
};

const Field = ({ label, class: look, ...input }: FieldProps) => (
  <>
    <label class="label" for={input.id}>
      {label}
    </label>
    <input class={`field ${look ?? ''}`} autocomplete="off" spellcheck={false} {...input} />
  </>
);

const withCode = (text: string) =>
  text
    .split(/(npm start)/)
    .map((part) => (part === 'npm start' ? <code key={part}>{part}</code> : part));
