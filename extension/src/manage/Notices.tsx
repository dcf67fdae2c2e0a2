import type { Notice } from '@deskside/shared/api';
import type { z } from 'zod/mini';
import { useWords } from './words.ts';

/** What Meta says of accounts and numbers that have no widget here, and what to do about it. */
export const Notices = ({ notices }: { notices: readonly z.infer<typeof Notice>[] }) => {
  const { t, format } = useWords();
  const words = t.manage.deliveries;
  const kinds: Record<string, string> = t.fact;
  if (notices.length === 0) return null;
  return (
    <section class="card" data-notices>
      <h3>{words.noticesTitle}</h3>
      <p class="soft sm">{words.noticesIntro}</p>
      <ul class="outcomes">
        {notices.map(({ accountId, number, kind, at }) => (
          <li key={`${accountId} ${number} ${kind}`}>
            {kinds[kind] ?? t.fact.other}
            <span class="soft sm">
              {' '}
              {words.noticeOf(accountId, number)} · {format.dayAndTime(at, Date.now())}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
