import type { Aside } from '@deskside/shared/api';
import { useState } from 'preact/hooks';
import type { z } from 'zod/mini';
import { useInbox } from '../ui/context.ts';
import { Failure } from './Room.tsx';
import { command, type ErrorWord, readAside } from './requests.ts';
import { useWords } from './words.ts';

interface Props {
  count: number;
  items: z.infer<typeof Aside>[];
  onTried: () => Promise<void>;
}

/** What couldn't be read: why, and once more. */
export const AsideList = ({ count, items, onTried }: Props) => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.deliveries;
  const reasons: Record<string, string> = words.reason;
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorWord | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const again = async (asideId: string | null) => {
    setBusy(true);
    setLeft(null);
    const answer = await command(pairing, { type: 'retry-aside', asideId });
    const now = await readAside(pairing);
    setError('error' in answer ? answer.error : null);
    if ('value' in answer && 'value' in now) setLeft(now.value.count);
    setBusy(false);
    await onTried();
  };
  return (
    <section class="card">
      <div class="flex">
        <h3 class="grow">{words.asideTitle}</h3>
        {count > 1 && (
          <button type="button" class="quiet sm" disabled={isBusy} onClick={() => void again(null)}>
            {words.tryAll}
          </button>
        )}
      </div>
      <p class="soft sm">{words.asideIntro}</p>
      <Failure error={error} />
      {left !== null && <p role="status">{words.stillAside(left)}</p>}
      {count === 0 && left === null && <p>{words.asideNone}</p>}
      <ul class="outcomes">
        {items.map(({ id, at, reason, bytes, tries }) => {
          const what = reasons[reason] ?? words.reason.other;
          const facts = [format.dayAndTime(at, Date.now()), words.size(bytes), words.tried(tries)];
          return (
            <li key={id} class="flex">
              <span class="grow">
                {what}
                <span class="soft sm"> {facts.filter(Boolean).join(' · ')}</span>
              </span>
              <button
                type="button"
                class="quiet sm"
                aria-label={words.tryAgainOf(`${what}, ${facts[0]}`)}
                disabled={isBusy}
                onClick={() => void again(id)}
              >
                {words.tryAgain}
              </button>
            </li>
          );
        })}
      </ul>
      {count > items.length && <p class="soft sm">{words.more(items.length, count)}</p>}
    </section>
  );
};
