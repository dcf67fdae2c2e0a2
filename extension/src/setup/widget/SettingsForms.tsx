/** The two parts of a widget that are typed: how it appears, and how it behaves. */
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { CheckField, RadioField, TextArea, TextField } from '../../ui/Field.tsx';
import { useSetup } from '../context.ts';
import { sentenceOf } from '../refusals.ts';
import { useTyped } from '../typed.ts';
import {
  appearanceOf,
  behaviourOf,
  type Errors,
  judgeAppearance,
  judgeBehaviour,
} from './settings-form.ts';

interface Props {
  widget: Widget;
  /** What the button says: in a checklist it leads on. */
  button: string;
  onSaved: () => void;
}

/** Saves, and says what stood in the way. */
const useSave = (widget: Widget, onSaved: () => void) => {
  const { words, actions } = useSetup();
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (settings: Parameters<typeof configure>[1]) => {
    const refusal = await configure(widget, settings);
    setFailure(refusal && sentenceOf(words, refusal));
    if (!refusal) onSaved();
  };
  const configure = (of: Widget, settings: Partial<Omit<Widget, 'id' | 'phone'>>) =>
    actions.command({ type: 'configure-widget', widgetId: of.id, settings });
  return { failure, save };
};

const Foot = ({ button, failure }: { button: string; failure: string | null }) => (
  <>
    {failure && (
      <p class="strip bad" role="alert">
        {failure}
      </p>
    )}
    <div class="flex acts">
      <button type="submit" class="go">
        {button}
      </button>
    </div>
  </>
);

export const AppearanceForm = ({ widget, button, onSaved }: Props) => {
  const { form } = useSetup().words.ui;
  const { fields, change, forget } = useTyped(`appearance ${widget.id}`, appearanceOf(widget));
  const [errors, setErrors] = useState<Errors<typeof fields>>({});
  const { failure, save } = useSave(widget, () => {
    forget();
    onSaved();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    const judged = judgeAppearance(fields, form);
    setErrors(judged.errors ?? {});
    if (judged.settings) void save(judged.settings);
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label={form.publicName}
        hint={form.publicNameHint}
        error={errors.publicName}
        name="publicName"
        value={fields.publicName}
        onText={(publicName) => change({ publicName })}
      />
      <TextField
        label={form.name}
        hint={form.nameHint}
        error={errors.name}
        name="name"
        value={fields.name}
        onText={(name) => change({ name })}
      />
      <Foot button={button} failure={failure} />
    </form>
  );
};

export const BehaviourForm = ({ widget, button, onSaved }: Props) => {
  const { form } = useSetup().words.ui;
  const { fields, change, forget } = useTyped(`behaviour ${widget.id}`, behaviourOf(widget));
  const [errors, setErrors] = useState<Errors<typeof fields>>({});
  const { failure, save } = useSave(widget, () => {
    forget();
    onSaved();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    const judged = judgeBehaviour(fields, form);
    setErrors(judged.errors ?? {});
    if (judged.settings) void save(judged.settings);
  };
  return (
    <form onSubmit={submit} noValidate>
      <RadioField
        legend={form.answering}
        name={`answering-${widget.id}`}
        value={fields.answering}
        options={(['ask-then-bot', 'ask', 'bot'] as const).map((value) => ({
          value,
          label: form.answers[value],
        }))}
        onChange={(answering) => change({ answering })}
      />
      {fields.answering === 'ask-then-bot' && (
        <TextField
          label={form.afterMinutes}
          error={errors.answerAfterMinutes}
          name="answerAfterMinutes"
          inputMode="numeric"
          value={fields.answerAfterMinutes}
          onText={(answerAfterMinutes) => change({ answerAfterMinutes })}
        />
      )}
      {!widget.isBotOn && <p class="sm soft">{form.botOff}</p>}
      <CheckField
        label={form.handsOver}
        hint={form.handsOverOff}
        isOn={fields.handsOver === 'yes'}
        onChange={(isOn) => change({ handsOver: isOn ? 'yes' : 'no' })}
      />
      <TextArea
        label={form.greeting}
        hint={form.greetingHint}
        error={errors.greeting}
        name="greeting"
        value={fields.greeting}
        onText={(greeting) => change({ greeting })}
      />
      <Foot button={button} failure={failure} />
    </form>
  );
};
