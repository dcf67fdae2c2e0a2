/** One widget: how it stands, what Meta says of it and since when, how its deliveries come, what is set. */
import type { Fact } from '@deskside/shared/api';
import type { Widget } from '@deskside/shared/models';
import { addUp, wordsOf } from '../setup/numbers.ts';
import { useInbox } from '../ui/context.ts';
import { useFigures } from './figures.ts';
import { configureLink, disconnectLink } from './links.ts';
import { Proofs } from './Proofs.tsx';
import { Answered, Room } from './Room.tsx';
import { readFacts } from './requests.ts';
import { hashOf } from './rooms.ts';
import { useAnswer } from './use-answer.ts';
import { WidgetSettings } from './WidgetSettings.tsx';
import { WidgetState } from './WidgetState.tsx';
import type { OfWidget } from './WidgetsRoom.tsx';
import { useWords } from './words.ts';

interface Props {
  widget: Widget;
  deliveries: OfWidget | undefined;
}

export const OneWidget = ({ widget, deliveries }: Props) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.widgets;
  // What changed its state is among the facts.
  const asked = useAnswer(() => readFacts(pairing, widget.id), [widget.id, widget.draftReason]);
  const name = widget.name === widget.phone ? widget.phone : `${widget.name}, ${widget.phone}`;
  return (
    <Room
      title={widget.name}
      {...(widget.name === widget.phone ? {} : { intro: widget.phone })}
      aside={
        <>
          <a
            class="quiet"
            href={configureLink(widget.id)}
            target="_blank"
            rel="noreferrer"
            aria-label={`${words.configure}: ${name}`}
          >
            {words.configure}
          </a>
          {!widget.isPractice && widget.draftReason !== 'disconnected' && (
            <a
              class="quiet danger"
              href={disconnectLink(widget.id)}
              target="_blank"
              rel="noreferrer"
              aria-label={`${words.disconnect}: ${name}`}
            >
              {words.disconnect}
            </a>
          )}
        </>
      }
    >
      <p class="back">
        <a href={hashOf({ room: 'widgets', id: null })}>{words.all}</a>
      </p>
      <p class="state">
        <WidgetState widget={widget} />
      </p>
      {widget.isPractice && <p class="soft">{words.practice}</p>}
      <div class="two">
        <section class="card">
          <Proofs widget={widget} />
        </section>
        <section class="card">
          <h3>{words.deliveries}</h3>
          <Deliveries deliveries={deliveries} />
        </section>
        <section class="card whole">
          <h3>{words.news}</h3>
          <Answered asked={asked}>{({ facts }) => <Facts facts={addUp(facts)} />}</Answered>
        </section>
        <section class="card whole">
          <h3>{words.behaviour}</h3>
          <WidgetSettings widget={widget} />
        </section>
      </div>
    </Room>
  );
};

/** Every piece of news with its date and what it means. What isn't known by date stands above. */
const Facts = ({ facts }: { facts: readonly Fact[] }) => {
  const { t, format } = useWords();
  const figures = useFigures();
  const words = t.manage.widgets;
  const kinds: Record<string, string> = t.fact;
  const history = facts.find(({ kind }) => kind === 'history');
  const count = Number(history?.detail.count ?? 0);
  const news = facts.filter(({ kind }) => kind !== 'history');
  return (
    <>
      {news.length === 0 && <p class="soft">{words.fromMetaNothing}</p>}
      <dl class="pairs-of">
        {news.map((fact) => (
          <div key={[fact.kind, fact.subject, fact.at].join()}>
            <dt>{format.dayAndTime(fact.at, Date.now())}</dt>
            <dd>
              {kinds[fact.kind] ?? t.fact.other}
              <span class="soft sm"> {wordsOf(fact)}</span>
            </dd>
          </div>
        ))}
        <dt>{words.history}</dt>
        <dd>{count > 0 ? words.historyCount(figures.number(count)) : words.historyNone}</dd>
      </dl>
    </>
  );
};

const Deliveries = ({ deliveries }: { deliveries: OfWidget | undefined }) => {
  const { t, format } = useWords();
  const figures = useFigures();
  const words = t.manage.widgets;
  const { lastAt = null, thisHour = 0, usual = 0 } = deliveries ?? {};
  return (
    <dl class="pairs-of">
      <dt>{words.lastDelivery}</dt>
      <dd>{lastAt === null ? t.manage.none : format.dayAndTime(lastAt, Date.now())}</dd>
      <dt>{words.thisHour}</dt>
      <dd>
        {usual > 0
          ? words.usual(figures.number(thisHour), figures.number(usual))
          : figures.number(thisHour)}
      </dd>
      <dt>{t.manage.deliveries.title}</dt>
      <dd>
        <a href={hashOf({ room: 'deliveries', id: null })}>{t.manage.deliveries.asideTitle}</a>
      </dd>
    </dl>
  );
};
