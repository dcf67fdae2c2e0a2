/** A number, judged while it is typed: its country and kind beside it, what is wrong beneath. */
import type { EnterStep } from '@deskside/shared/checklists/model';
import type { Judged } from '@deskside/shared/numbers';
import { useState } from 'preact/hooks';
import { TextField } from '../../ui/Field.tsx';
import { useSetup } from '../context.ts';
import { useTyped } from '../typed.ts';
import { useJudge } from '../use-setup.ts';
import { useList } from './use-list.ts';

/** To see whether a number can be used, any may be entered: the steps then say why not. */
const isEnough = ({ field }: EnterStep, judged: Judged): boolean =>
  field === 'any-number'
    ? judged.problem !== 'empty' && judged.problem !== 'not-a-number'
    : judged.e164 !== null && judged.isPossible;

export const NumberField = ({ step }: { step: EnterStep }) => {
  const { words, say: how } = useSetup();
  const { progress, widgets, saySubject } = useList();
  const { fields, change, forget } = useTyped(`number ${progress.id}`, { number: '' });
  const [isAsked, setAsked] = useState(false);
  const judge = useJudge();
  if (!judge) return null;
  const home = judge(widgets[0]?.phone ?? '').country ?? navigator.language.split('-')[1];
  const judged = judge(fields.number, home);
  const { problem, suggestion, country, kind } = judged;
  const isTyping = problem === 'empty' || problem === 'too-short';
  const detail = { ...(country ? { country } : {}), ...(suggestion ? { suggestion } : {}) };
  const line = problem && words.number[problem];
  const wrong = line && (typeof line === 'string' ? line : line(detail, how));
  const doubt = problem === null ? words.doubt[kind] : undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    setAsked(true);
    if (!isEnough(step, judged)) return;
    forget();
    saySubject(step.id, judged.e164 ?? fields.number.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label={words.checklists['can-this-number-be-used'].steps.number?.title as string}
        isLabelHidden
        error={wrong && (isAsked || !isTyping) ? wrong : null}
        type="tel"
        inputMode="tel"
        placeholder="+852 9123 4567"
        value={fields.number}
        onText={(number) => {
          setAsked(false);
          change({ number });
        }}
      />
      <p class="sm judged" role="status">
        {country && `${how.country(country)} · ${words.kind[kind]}`}
        {doubt && <span class="soft"> {doubt}</span>}
      </p>
      <div class="flex acts">
        <button type="submit" class="go">
          {words.ui.step.next}
        </button>
        {suggestion && (
          <button type="button" class="quiet" onClick={() => change({ number: suggestion })}>
            {suggestion}
          </button>
        )}
      </div>
    </form>
  );
};
