import type { PeriodTally } from '@deskside/shared/manage';
import { useFigures } from './figures.ts';
import { changeOf } from './tallies.ts';
import { useWords } from './words.ts';

type Tally = Omit<PeriodTally, 'widgetId'>;

/** Four numbers, each against the thirty days before. */
export const MetricTiles = ({ now, before }: { now: Tally; before: Tally }) => {
  const { t } = useWords();
  const figures = useFigures();
  const words = t.manage.metrics;
  const against = (a: number, b: number) => {
    const change = changeOf(a, b);
    return change === null ? words.newHere : words.on(figures.change(change));
  };
  const share = ({ byBot, answered }: Tally) =>
    answered === 0 ? null : figures.percent(byBot / answered);
  const first = ({ firstReplyMs }: Tally) =>
    firstReplyMs === null ? null : figures.duration(firstReplyMs);
  const earlier = (value: string | null) => (value === null ? words.newHere : words.before(value));
  return (
    <dl class="tiles">
      <Tile
        name={words.conversations}
        value={figures.number(now.conversations)}
        note={against(now.conversations, before.conversations)}
      />
      <Tile
        name={words.messagesIn}
        value={figures.number(now.messages.customer)}
        note={against(now.messages.customer, before.messages.customer)}
      />
      <Tile
        name={words.byBot}
        value={share(now) ?? '–'}
        note={now.answered === 0 ? words.noReply : earlier(share(before))}
      />
      <Tile
        name={words.firstReply}
        value={first(now) ?? '–'}
        note={now.firstReplyMs === null ? words.noReply : earlier(first(before))}
        more={words.ofSessions(figures.number(now.answered), figures.number(now.sessions))}
      />
    </dl>
  );
};

interface TileProps {
  name: string;
  value: string;
  note: string;
  more?: string;
}

export const Tile = ({ name, value, note, more }: TileProps) => (
  <div class="card tile">
    <dt class="soft">{name}</dt>
    <dd>
      <b>{value}</b>
      <span class="sm soft">{note}</span>
      {more && <span class="sm soft">{more}</span>}
    </dd>
  </div>
);
