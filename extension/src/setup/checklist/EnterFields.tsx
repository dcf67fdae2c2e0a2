/** What a step wants to be told: a number, a day, a choice, a widget, or a form of its own. */
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { TextField } from '../../ui/Field.tsx';
import { useSetup } from '../context.ts';
import { useTyped } from '../typed.ts';
import { BotField } from '../widget/BotField.tsx';
import { AppearanceForm, BehaviourForm } from '../widget/SettingsForms.tsx';
import { AccountForm } from './AccountForm.tsx';
import { NumberField } from './NumberField.tsx';
import { PracticeStep } from './PracticeStep.tsx';
import { SignupStep } from './SignupStep.tsx';
import type { StepProps } from './StepBody.tsx';
import { useList } from './use-list.ts';

export const EnterFields = ({ view, words }: StepProps) => {
  const { words: all } = useSetup();
  const { widget, say } = useList();
  const { step } = view;
  if (step.kind !== 'enter') return null;
  const { next } = all.ui.step;
  const done = () => say(step.id, '');
  switch (step.field) {
    case 'number':
    case 'any-number':
      return <NumberField step={step} />;
    case 'date':
      return <DateField id={step.id} />;
    case 'choice':
      return <Choices view={view} words={words} />;
    case 'widget':
      return <WidgetChoice id={step.id} />;
    case 'appearance':
      return widget ? <AppearanceForm widget={widget} button={next} onSaved={done} /> : null;
    case 'behaviour':
      return widget ? <BehaviourForm widget={widget} button={next} onSaved={done} /> : null;
    case 'advanced':
      return widget ? <AdvancedForm widget={widget} button={next} onDone={done} /> : null;
    case 'account':
      return <AccountForm id={step.id} />;
    case 'practice':
      return <PracticeStep id={step.id} />;
    case 'signup':
      return <SignupStep id={step.id} />;
  }
};

/** Each answer is a button: one press, and on. */
const Choices = ({ view, words }: Pick<StepProps, 'view' | 'words'>) => {
  const { say, widgets } = useList();
  const { step, entry } = view;
  if (step.kind !== 'enter') return null;
  const hasPractice = widgets.some(({ isPractice }) => isPractice);
  const choices = step.choices?.filter((value) => value !== 'practice' || hasPractice);
  return (
    <div class="choices">
      {choices?.map((value) => (
        <button
          key={value}
          type="button"
          class="quiet"
          data-choice={value}
          aria-pressed={entry?.value === value}
          onClick={() => say(step.id, value)}
        >
          {words.choices?.[value]}
        </button>
      ))}
    </div>
  );
};

const WidgetChoice = ({ id }: { id: string }) => {
  const { words, written } = useSetup();
  const { widgets, saySubject } = useList();
  if (widgets.length === 0) return <p class="sm soft">{words.ui.step.noWidgets}</p>;
  return (
    <div class="choices">
      {widgets.map((widget) => (
        <button
          key={widget.id}
          type="button"
          class="quiet"
          data-choice={widget.id}
          onClick={() => saySubject(id, widget.id)}
        >
          {widget.name}
          <span class="sm soft"> {written(widget.phone)}</span>
        </button>
      ))}
    </div>
  );
};

interface AdvancedProps {
  widget: Widget;
  button: string;
  onDone: () => void;
}

/** What stands here has taken effect already; the button says that it was looked at. */
const AdvancedForm = ({ widget, button, onDone }: AdvancedProps) => {
  const submit = (event: Event) => {
    event.preventDefault();
    onDone();
  };
  return (
    <form onSubmit={submit} noValidate>
      <BotField widget={widget} />
      <div class="flex acts">
        <button type="submit" class="go">
          {button}
        </button>
      </div>
    </form>
  );
};

const today = () => {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

const DateField = ({ id }: { id: string }) => {
  const { ui } = useSetup().words;
  const { progress, say } = useList();
  const { fields, change, forget } = useTyped(`${id} ${progress.id}`, { day: '' });
  const [error, setError] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = !fields.day ? ui.step.noDate : fields.day > today() ? ui.step.futureDate : null;
    setError(wrong);
    if (wrong) return;
    forget();
    say(id, fields.day);
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label={ui.step.date}
        error={error}
        type="date"
        max={today()}
        value={fields.day}
        onText={(day) => change({ day })}
      />
      <div class="flex acts">
        <button type="submit" class="go">
          {ui.step.next}
        </button>
      </div>
    </form>
  );
};
