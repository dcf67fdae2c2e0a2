/** The numbers, and what Meta says of each, for admins. */
import type { Fact } from '@deskside/shared/api';
import type { Widget } from '@deskside/shared/models';
import { useEffect, useState } from 'preact/hooks';
import type { Pairing } from '../settings.ts';
import { useWords } from '../ui/context.ts';
import { askForFacts, askForWidgets, wordsOf } from './numbers.ts';

export const Numbers = ({ pairing }: { pairing: Pairing }) => {
  const { t } = useWords();
  const [widgets, setWidgets] = useState<Widget[] | null>();
  useEffect(() => void askForWidgets(pairing).then(setWidgets), [pairing.id]);
  if (!widgets || widgets.length === 0) return null;
  return (
    <section class="card">
      <b>{t.setup.numbers}</b>
      {widgets.map((widget) => (
        <OneNumber key={widget.id} widget={widget} pairing={pairing} />
      ))}
    </section>
  );
};

const OneNumber = ({ widget, pairing }: { widget: Widget; pairing: Pairing }) => {
  const { t } = useWords();
  const { draftReason, draftDetail } = widget;
  const why: Record<string, string> = t.unlinkedWhy;
  const reason =
    draftReason === 'new' ? t.setup.numberNew : draftReason && t.draftReason[draftReason];
  return (
    <div class="below number">
      <div class="flex">
        <span class="grow">
          {widget.name}
          {widget.name !== widget.phone && <span class="soft sm"> {widget.phone}</span>}
        </span>
        <span class={`chip ${draftReason ? '' : 'ok'}`}>
          {draftReason ? t.setup.numberDraft : t.setup.numberEnabled}
        </span>
      </div>
      {reason && <p class="soft sm">{reason}</p>}
      {draftReason === 'unlinked' && draftDetail && <p class="soft sm">{why[draftDetail]}</p>}
      <Facts widget={widget} pairing={pairing} />
    </div>
  );
};

/** Asked for when it is opened, because few open it. */
const Facts = ({ widget, pairing }: { widget: Widget; pairing: Pairing }) => {
  const { t, format } = useWords();
  const [facts, setFacts] = useState<Fact[] | null>();
  const kinds: Record<string, string> = t.fact;
  const ask = () => {
    if (!facts) void askForFacts(pairing, widget.id).then(setFacts);
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
        <p key={fact.kind + fact.subject} class="fact">
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
