/** By account id and token: the server looks, its numbers are listed, and one of them is added. */
import type { LookReply } from '@deskside/shared/api-setup';
import type { Widget } from '@deskside/shared/models';
import { useEffect, useState } from 'preact/hooks';
import { RadioField, TextField } from '../../ui/Field.tsx';
import { useSetup } from '../context.ts';
import { isUnclaimed } from '../numbers.ts';
import { sentenceOf } from '../refusals.ts';
import { useTyped } from '../typed.ts';
import { useList } from './use-list.ts';

const start = { accountId: '', token: '', looked: '', numberId: '' };

export const AccountForm = ({ id }: { id: string }) => {
  const { words, actions } = useSetup();
  const { say } = useList();
  const { add } = words.ui;
  const { fields, change, forget } = useTyped('account', start);
  const [found, setFound] = useState<LookReply | null>(null);
  const [error, setError] = useState<{
    field: 'accountId' | 'numberId' | 'all';
    text: string;
  } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const token = fields.token.trim() || null;

  const look = async () => {
    if (!/^\d+$/.test(fields.accountId.trim()))
      return setError({ field: 'accountId', text: add.needsAccount });
    setBusy(true);
    const { value, refusal } = await actions.look(fields.accountId.trim(), token);
    setBusy(false);
    setFound(value);
    setError(refusal && { field: 'all', text: sentenceOf(words, refusal) });
    change({ looked: value ? 'yes' : '' });
  };
  // Closed after looking: what was found is looked up again, so that it is true.
  useEffect(() => {
    if (fields.looked) void look();
  }, []);
  const take = async () => {
    if (!fields.numberId) return setError({ field: 'numberId', text: add.needsNumber });
    setBusy(true);
    const { value, refusal } = await actions.add(fields.accountId.trim(), fields.numberId, token);
    setBusy(false);
    if (!value) return setError({ field: 'all', text: sentenceOf(words, refusal) });
    forget();
    say(id, value.widget.id);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isBusy) void (found && found.numbers.length > 0 ? take() : look());
  };
  const retype = (part: Partial<typeof start>) => {
    setFound(null);
    setError(null);
    change({ ...part, looked: '', numberId: '' });
  };
  const hasNumbers = found !== null && found.numbers.length > 0;
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label={add.accountId}
        error={error?.field === 'accountId' ? error.text : null}
        name="accountId"
        inputMode="numeric"
        value={fields.accountId}
        onText={(accountId) => retype({ accountId })}
      />
      <TextField
        label={add.token}
        hint={add.tokenHint}
        name="token"
        type="password"
        value={fields.token}
        onText={(token) => retype({ token })}
      />
      {found && (
        <Numbers
          found={found}
          numberId={fields.numberId}
          onChoose={(numberId) => change({ numberId })}
        />
      )}
      {error && error.field !== 'accountId' && (
        <p class="strip bad" role="alert">
          {error.text}
        </p>
      )}
      <div class="flex acts">
        <button type="submit" class="go" aria-disabled={isBusy}>
          {hasNumbers ? (isBusy ? add.adding : add.add) : isBusy ? add.looking : add.look}
        </button>
      </div>
    </form>
  );
};

/** A number that only wrote is still to be added. */
const isAdded = (widget: Widget | null): boolean => widget !== null && !isUnclaimed(widget);

interface NumbersProps {
  found: LookReply;
  numberId: string;
  onChoose: (numberId: string) => void;
}

const Numbers = ({ found, numberId, onChoose }: NumbersProps) => {
  const { words, written } = useSetup();
  const { add } = words.ui;
  if (found.numbers.length === 0)
    return (
      <p class="strip" role="status">
        {add.noNumbers}
      </p>
    );
  return (
    <RadioField
      legend={`${add.choose} · ${found.account.name}`}
      name="number"
      value={numberId}
      onChange={onChoose}
      options={found.numbers.map((number) => ({
        value: number.numberId,
        isDisabled: isAdded(number.widget) && number.widget?.draftReason === null,
        label: (
          <>
            {written(number.phone)} <span class="soft">{number.name}</span>
            <span class="sm soft hint">
              {[number.status, number.quality, isAdded(number.widget) ? add.taken : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        ),
      }))}
    />
  );
};
