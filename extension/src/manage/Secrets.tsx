/** Meta's secrets: entered, replaced and taken away; told is only that they are there, and since when. */
import { type SecretName, SecretRequest, type SecretState } from '@deskside/shared/api-setup';
import { useState } from 'preact/hooks';
import type { z } from 'zod/mini';
import { useInbox } from '../ui/context.ts';
import { Confirm } from './Confirm.tsx';
import { Failure } from './Room.tsx';
import { type ErrorWord, enterSecret } from './requests.ts';
import { useWords } from './words.ts';

type State = z.infer<typeof SecretState>;

interface Props {
  secrets: readonly State[];
  onChange: () => void;
}

export const Secrets = ({ secrets, onChange }: Props) => {
  const { t } = useWords();
  return (
    <section class="card">
      <h3>{t.manage.secrets.title}</h3>
      <p class="soft sm">{t.manage.secrets.intro}</p>
      <ul class="outcomes">
        {secrets.map((secret) => (
          <li key={secret.name} class="flex">
            <OneSecret secret={secret} onChange={onChange} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const OneSecret = ({ secret, onChange }: { secret: State; onChange: () => void }) => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.secrets;
  const { name, source, at } = secret;
  const [isOpen, setOpen] = useState(false);
  const title = words.names[name];
  const action = source === 'entered' ? words.replace : words.enter;
  const state =
    source === 'entered'
      ? words.entered(format.dayAndTime(at ?? 0, Date.now()))
      : source === 'environment'
        ? words.environment
        : words.unset;
  return (
    <>
      <div class="grow">
        {title}
        <span class="soft sm"> · {state}</span>
        <p class="soft sm">{words.where[name]}</p>
      </div>
      {!isOpen && (
        <button
          type="button"
          class="quiet sm"
          aria-label={words.labelOf(action, title)}
          onClick={() => setOpen(true)}
        >
          {action}
        </button>
      )}
      {source === 'entered' && !isOpen && (
        <Confirm
          button={words.takeAway}
          label={words.labelOf(words.takeAway, title)}
          question={words.takeAwayAsk(title)}
          yes={words.takeAway}
          isDangerous
          act={() => enterSecret(pairing, name, null)}
          onDone={onChange}
        />
      )}
      {isOpen && (
        <SecretForm
          name={name}
          onDone={() => {
            setOpen(false);
            onChange();
          }}
          onLeave={() => setOpen(false)}
        />
      )}
    </>
  );
};

interface FormProps {
  name: SecretName;
  onDone: () => void;
  onLeave: () => void;
}

/** Judged as the server judges it. What was typed is gone with the form. */
const SecretForm = ({ name, onDone, onLeave }: FormProps) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.secrets;
  const [value, setValue] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [error, setError] = useState<ErrorWord | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const parsed = SecretRequest.safeParse({ name, value });
    setWrong(!parsed.success);
    setError(null);
    if (!parsed.success) return;
    void enterSecret(pairing, name, parsed.data.value).then((answer) => {
      if ('error' in answer) setError(answer.error);
      else onDone();
    });
  };
  const wrongId = `wrong-${name}`;
  return (
    <form
      class="confirm"
      onSubmit={submit}
      onKeyDown={({ key }) => key === 'Escape' && onLeave()}
      noValidate
    >
      <label class="label" for={`secret-${name}`}>
        {words.value(words.names[name])}
      </label>
      <input
        id={`secret-${name}`}
        class="field"
        {...(isPlain(name) ? { type: 'text' as const } : { type: 'password' as const })}
        autocomplete="off"
        spellcheck={false}
        value={value}
        ref={focusOnce}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? wrongId : undefined}
        onInput={(event) => {
          setValue(event.currentTarget.value);
          setWrong(false);
        }}
      />
      {isWrong && (
        <p id={wrongId} class="wrong sm" role="alert">
          {words.wrong}
        </p>
      )}
      <div class="flex">
        <button type="submit" class="go">
          {t.manage.save}
        </button>
        <button type="button" class="quiet" onClick={onLeave}>
          {t.manage.cancel}
        </button>
      </div>
      <Failure error={error} />
    </form>
  );
};

/** An id is no secret, and is easier to check when one sees it. */
const isPlain = (name: SecretName) => name === 'app-id' || name === 'signup-config-id';

/** The keyboard follows into what was opened; a stable function is called once. */
const focusOnce = (element: HTMLInputElement | null): void => element?.focus();
