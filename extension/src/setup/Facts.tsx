/** What Meta says of a number, for admins. Asked for when it is opened, because few open it. */
import type { Fact } from '@deskside/shared/api';
import { useState } from 'preact/hooks';
import { useInbox, useWords } from '../ui/context.ts';
import { askForFacts, wordsOf } from './numbers.ts';

export const Facts = ({ widgetId }: { widgetId: string }) => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const [facts, setFacts] = useState<Fact[] | null>();
  const kinds: Record<string, string> = t.fact;
  const ask = () => {
    if (!facts) void askForFacts(pairing, widgetId).then(setFacts);
  };
  return (
    <details class="sm" onToggle={ask}>
      <summary>{t.setup.fromMeta}</summary>
      {facts === null && (
        <p class="strip bad" role="alert">
          {t.setup.failed}
        </p>
      )}
      {facts?.length === 0 && <p class="soft">{t.setup.fromMetaNothing}</p>}
      {facts?.map((fact) => (
        <p key={[fact.kind, fact.subject, fact.at].join()} class="fact">
          {kinds[fact.kind] ?? t.fact.other}
          <span class="soft">
            {' '}
            {[format.dayAndTime(fact.at, Date.now()), wordsOf(fact)].filter(Boolean).join(' · ')}
          </span>
        </p>
      ))}
    </details>
  );
};
