/**
 * Where an agent writes. Every keystroke is saved as a draft, and leaves it only together with its
 * entry into the outbox: there is no moment in which the text is nowhere.
 */
import { TEXT_MAX } from '@deskside/shared/commands';
import { isWindowOpen } from '@deskside/shared/session';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Phase } from '../db.ts';
import { useLive } from '../live.ts';
import { readDraft, type Thread } from '../queries.ts';
import { useInbox, useWords } from '../ui/context.ts';

interface Props {
  thread: Thread;
  name: string;
  now: number;
  phase: Phase | undefined;
  onSent: () => void;
}

type Saved = Awaited<ReturnType<typeof readDraft>>;

const COUNT_FROM = TEXT_MAX - 500;

/** Where free text can't go out, the reason stands in its place, and the draft is kept. */
export const Composer = (props: Props) => {
  const { thread, now } = props;
  const { local } = useInbox();
  const { id, windowEndsAt } = thread.conversation;
  const draft = useLive(local.db, (db) => readDraft(db, id), [id]);
  if (draft === undefined) return null;
  const canWrite = isWindowOpen(windowEndsAt, now) && !thread.widget?.draftReason;
  return canWrite ? (
    <Writer key={id} {...props} draft={draft} />
  ) : (
    <Closed {...props} draft={draft} />
  );
};

const Closed = ({ thread, name, now, draft }: Props & { draft: Saved }) => {
  const { t, format } = useWords();
  const reason = thread.widget?.draftReason;
  const why: Record<string, string> = t.unlinkedWhy;
  const detail = reason === 'unlinked' ? why[thread.widget?.draftDetail ?? ''] : undefined;
  const { lastCustomerAt } = thread.conversation;
  return (
    <div class="closed-note">
      <b>{reason ? t.widgetDraft : t.noFreeText}</b>
      <p>
        {reason
          ? t.draftReason[reason]
          : lastCustomerAt === null
            ? t.noFreeTextNever(name)
            : t.noFreeTextWhy(name, format.moment(lastCustomerAt, now))}
      </p>
      {detail && <p>{detail}</p>}
      {draft.text && <p>{t.draftKept(draft.text)}</p>}
    </div>
  );
};

const Writer = ({ thread, name, phase, onSent, draft }: Props & { draft: Saved }) => {
  const { t } = useWords();
  const { actions } = useInbox();
  const { id } = thread.conversation;
  const [text, setText] = useState(draft.text);
  const box = useRef<HTMLTextAreaElement>(null);

  // A draft changes elsewhere too: a refused reply taken back, another panel of this browser.
  useEffect(() => {
    if (draft.by === '' || draft.by === actions.page) return;
    setText(draft.text);
  }, [draft.by, draft.text]);

  // Whoever opens a conversation is about to write, or to press Escape.
  useEffect(() => box.current?.focus(), []);

  const write = (next: string) => {
    setText(next);
    void actions.saveDraft(id, next);
  };
  const isTooLong = text.length > TEXT_MAX;
  const send = () => {
    if (text.trim() === '' || isTooLong) return;
    setText('');
    void actions.reply(id, text).then(onSent);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a Chinese word is being composed, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const isBehind = phase === 'catching-up' || phase === 'connecting';
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <textarea
          ref={box}
          rows={1}
          value={text}
          placeholder={t.writeTo(name)}
          aria-label={t.writeTo(name)}
          aria-describedby="compose-hint"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="go" disabled={text.trim() === '' || isTooLong}>
          {t.send}
        </button>
      </form>
      <p id="compose-hint" class={`hint ${isTooLong ? 'bad' : ''}`}>
        {isTooLong
          ? t.tooLong(text.length, TEXT_MAX)
          : text.length > COUNT_FROM
            ? t.count(text.length, TEXT_MAX)
            : isBehind
              ? t.catchingUpHint
              : t.keysHint}
      </p>
    </>
  );
};
