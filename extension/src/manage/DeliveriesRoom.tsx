/** Whether Meta's deliveries come as they usually do, and what became of them. */
import { type DeliveriesReply, outcomes } from '@deskside/shared/manage';
import { useNow } from '../live.ts';
import { useInbox } from '../ui/context.ts';
import { AsideList } from './AsideList.tsx';
import { Chart } from './Chart.tsx';
import { useFigures } from './figures.ts';
import { Tile } from './MetricTiles.tsx';
import { Notices } from './Notices.tsx';
import { Answered, Room } from './Room.tsx';
import { readAside, readDeliveries } from './requests.ts';
import { silenceOf } from './silence.ts';
import { scaleOf } from './tallies.ts';
import { useAnswer } from './use-answer.ts';
import { useWords } from './words.ts';

export const DeliveriesRoom = () => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  // Looked at while one mends something: a minute old is too old.
  const minute = useNow(30_000);
  const asked = useAnswer(() => readDeliveries(pairing), [pairing.id, minute]);
  const aside = useAnswer(() => readAside(pairing), [pairing.id, minute]);
  const asideCount = aside.answer && 'value' in aside.answer ? aside.answer.value.count : null;
  const reply = asked.answer && 'value' in asked.answer ? asked.answer.value : undefined;
  return (
    <Room
      title={t.manage.deliveries.title}
      aside={reply && <span class="soft sm">{t.manage.asOf(format.clock(reply.at))}</span>}
    >
      <Answered asked={asked}>
        {(value) => (
          <>
            <Silence reply={value} />
            <Tiles reply={value} asideCount={asideCount} />
            <Hours reply={value} />
            <Outcomes reply={value} />
          </>
        )}
      </Answered>
      <Answered asked={aside}>
        {({ notices, ...value }) => (
          <>
            <AsideList {...value} onTried={aside.refresh} />
            <Notices notices={notices} />
          </>
        )}
      </Answered>
    </Room>
  );
};

const Silence = ({ reply }: { reply: DeliveriesReply }) => {
  const { t } = useWords();
  const figures = useFigures();
  const words = t.manage.deliveries;
  if (reply.lastAt === null)
    return (
      <p class="strip note" role="status">
        {words.neverYet}
      </p>
    );
  const silence = silenceOf(reply);
  return silence ? (
    <p class="strip bad note" role="alert">
      {words.silent(silence.hours, figures.number(silence.usual))}
    </p>
  ) : null;
};

/** What went well first. */
const inOrder = (rows: DeliveriesReply['outcomes']) =>
  [...rows].sort((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome));

const refusals = new Set(['bad-signature', 'too-large', 'unavailable']);

const Tiles = ({ reply, asideCount }: { reply: DeliveriesReply; asideCount: number | null }) => {
  const { t, format } = useWords();
  const figures = useFigures();
  const words = t.manage.deliveries;
  const hour = reply.hours.at(-1);
  const dayOfLast = (at: number) =>
    format.moment(at, reply.at) === format.clock(at)
      ? t.days.today
      : format.dayAndTime(at, reply.at);
  const refused = reply.outcomes
    .filter(({ outcome }) => refusals.has(outcome))
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <dl class="tiles">
      <Tile
        name={words.lastTile}
        value={reply.lastAt === null ? '–' : format.short(reply.lastAt, reply.at)}
        note={reply.lastAt === null ? words.never : dayOfLast(reply.lastAt)}
      />
      <Tile
        name={words.thisHour}
        value={figures.number(hour?.stored ?? 0)}
        note={reply.usualDays === 0 ? words.noUsual : words.usual(figures.number(hour?.usual ?? 0))}
      />
      <Tile name={words.refused} value={figures.number(refused)} note={words.refusedIn} />
      <Tile
        name={words.aside}
        value={asideCount === null ? '–' : figures.number(asideCount)}
        note={asideCount ? words.asideWhy : words.asideNone}
      />
    </dl>
  );
};

const Hours = ({ reply }: { reply: DeliveriesReply }) => {
  const { t, format } = useWords();
  const figures = useFigures();
  const words = t.manage.deliveries;
  const hasUsual = reply.usualDays > 0;
  const bars = reply.hours.map(({ at, stored, usual }) => ({
    key: String(at),
    line: words.hourLine(
      format.dayAndTime(at, reply.at),
      figures.number(stored),
      hasUsual ? figures.number(usual) : null,
    ),
    parts: [{ look: 'of-all', value: stored }],
    mark: usual,
  }));
  const [first, middle] = [reply.hours[0], reply.hours[12]];
  return (
    <section class="card">
      <h3>{words.perHour}</h3>
      <Chart
        title={words.perHour}
        help={words.chartHelp}
        bars={bars}
        top={scaleOf(reply.hours.flatMap(({ stored, usual }) => [stored, usual]))}
        ends={[
          first ? format.clock(first.at) : '',
          middle ? format.clock(middle.at) : '',
          format.clock(reply.hours.at(-1)?.at ?? reply.at),
        ]}
      />
      <details class="as-table">
        <summary>{t.manage.metrics.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.hour}</th>
              <th scope="col" class="count">
                {words.count}
              </th>
              <th scope="col" class="count">
                {words.usualColumn}
              </th>
            </tr>
          </thead>
          <tbody>
            {reply.hours.map(({ at, stored, usual }) => (
              <tr key={at}>
                <th scope="row">{format.dayAndTime(at, reply.at)}</th>
                <td class="count">{figures.number(stored)}</td>
                <td class="count">{hasUsual ? figures.number(usual) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
};

const Outcomes = ({ reply }: { reply: DeliveriesReply }) => {
  const { t, format } = useWords();
  const figures = useFigures();
  const words = t.manage.deliveries;
  if (reply.outcomes.length === 0) return null;
  return (
    <section class="card">
      <h3>{words.outcomes}</h3>
      <ul class="outcomes">
        {inOrder(reply.outcomes).map(({ outcome, count, lastAt }) => (
          <li key={outcome} class="flex">
            <span class="grow">{words.outcome[outcome]}</span>
            <span class="soft sm">{words.lastOf(format.dayAndTime(lastAt, reply.at))}</span>
            <b class="count">{figures.number(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
};
