import {
  isTimeZone,
  KEEP_DAYS,
  type WorkspaceReply,
  type WorkspaceSettings,
} from '@deskside/shared/manage';
import { useRef, useState } from 'preact/hooks';
import { useInbox } from '../ui/context.ts';
import { useFigures } from './figures.ts';
import { Failure } from './Room.tsx';
import { type ErrorWord, saveWorkspace } from './requests.ts';
import { useWords } from './words.ts';

interface Props {
  reply: WorkspaceReply;
  onSaved: () => Promise<void>;
}

/** Whether saving it begins to delete what was kept until now. */
const deletesMore = (before: number | null, next: number | null) =>
  next !== null && (before === null || next < before);

export const WorkspaceForm = ({ reply, onSaved }: Props) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const figures = useFigures();
  const words = t.manage.settings;
  const [form, setForm] = useState<WorkspaceSettings>(reply.settings);
  const [state, setState] = useState<'editing' | 'asking' | 'saved'>('editing');
  const [error, setError] = useState<ErrorWord | null>(null);
  const zone = useRef<HTMLInputElement>(null);
  const isZone = form.timeZone === null || isTimeZone(form.timeZone);

  const change = (part: Partial<WorkspaceSettings>) => {
    setForm({ ...form, ...part });
    setState('editing');
    setError(null);
  };
  const save = async () => {
    const answer = await saveWorkspace(pairing, { ...form, name: form.name.trim() });
    if ('error' in answer) return setError(answer.error);
    setState('saved');
    await onSaved();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isZone) return zone.current?.focus();
    if (deletesMore(reply.settings.keepDays, form.keepDays)) return setState('asking');
    void save();
  };

  return (
    <form class="card" onSubmit={submit} noValidate>
      <h3>{words.workspace}</h3>
      <label class="label" for="workspace-name">
        {words.name}
      </label>
      <input
        id="workspace-name"
        class="field"
        value={form.name}
        maxLength={80}
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
      <label class="label" for="workspace-zone">
        {words.timeZone}
      </label>
      <input
        ref={zone}
        id="workspace-zone"
        class="field"
        list="zones"
        placeholder={words.timeZoneServer(reply.serverTimeZone)}
        value={form.timeZone ?? ''}
        aria-invalid={!isZone}
        aria-describedby={isZone ? undefined : 'zone-wrong'}
        onInput={(event) => change({ timeZone: event.currentTarget.value.trim() || null })}
      />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {!isZone && (
        <p id="zone-wrong" class="wrong sm">
          {words.timeZoneWrong}
        </p>
      )}
      <label class="label" for="workspace-keep">
        {words.keep}
      </label>
      <select
        id="workspace-keep"
        class="field"
        value={form.keepDays ?? ''}
        aria-describedby="keep-why"
        onChange={(event) => {
          const days = Number(event.currentTarget.value);
          change({ keepDays: KEEP_DAYS.find((one) => one === days) ?? null });
        }}
      >
        <option value="">{words.keepForever}</option>
        {KEEP_DAYS.map((days) => (
          <option key={days} value={days}>
            {words.keepFor[days]}
          </option>
        ))}
      </select>
      <p id="keep-why" class="soft sm">
        {words.keepWhy}
      </p>
      <p class="soft sm">{words.log(figures.number(reply.logDays))}</p>
      {state === 'asking' && form.keepDays !== null ? (
        <div class="confirm" role="alert">
          <p>{words.keepAsk(words.keepFor[form.keepDays])}</p>
          <div class="flex">
            <button type="button" class="go danger" onClick={() => void save()}>
              {words.keepYes}
            </button>
            <button type="button" class="quiet" onClick={() => setState('editing')}>
              {t.manage.cancel}
            </button>
          </div>
        </div>
      ) : (
        <div class="flex below">
          <button type="submit" class="go">
            {t.manage.save}
          </button>
          <span class="soft sm" role="status">
            {state === 'saved' && t.manage.saved}
          </span>
        </div>
      )}
      <Failure error={error} />
    </form>
  );
};
