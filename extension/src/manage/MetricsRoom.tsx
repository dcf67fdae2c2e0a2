/** Thirty days in numbers: to see how a number does before changing anything about it. */
import type { MetricsReply } from '@deskside/shared/manage';
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { useLive } from '../live.ts';
import { readWidgets } from '../queries.ts';
import { useInbox } from '../ui/context.ts';
import { metricsCsv } from './csv.ts';
import { DayCharts } from './DayCharts.tsx';
import { useFigures } from './figures.ts';
import { MetricTiles } from './MetricTiles.tsx';
import { Answered, Room } from './Room.tsx';
import { readMetrics } from './requests.ts';
import { save } from './save.ts';
import { periodOf, totalOf } from './tallies.ts';
import { useAnswer } from './use-answer.ts';
import { useWords } from './words.ts';

export const MetricsRoom = () => {
  const { t } = useWords();
  const figures = useFigures();
  const { local, pairing } = useInbox();
  const asked = useAnswer(() => readMetrics(pairing), [pairing.id]);
  const widgets = useLive(local.db, readWidgets, []) ?? [];
  const reply = asked.answer && 'value' in asked.answer ? asked.answer.value : undefined;
  return (
    <Room
      title={t.manage.metrics.title}
      aside={
        reply && (
          <span class="soft">
            {t.manage.metrics.period(
              figures.date(reply.recent.from),
              figures.date(reply.recent.to),
            )}
          </span>
        )
      }
    >
      <Answered asked={asked}>
        {(value) => <Metrics reply={value} widgets={widgets} onRefresh={asked.refresh} />}
      </Answered>
    </Room>
  );
};

interface Props {
  reply: MetricsReply;
  widgets: readonly Widget[];
  onRefresh: () => Promise<void>;
}

const Metrics = ({ reply, widgets, onRefresh }: Props) => {
  const { t, format } = useWords();
  const [widgetId, setWidgetId] = useState<string | null>(null);
  const nameOf = (id: string) => widgets.find((widget) => widget.id === id)?.name ?? id;
  return (
    <>
      <div class="flex tools">
        <select
          class="field"
          aria-label={t.manage.metrics.widget}
          value={widgetId ?? ''}
          onChange={(event) => setWidgetId(event.currentTarget.value || null)}
        >
          <option value="">{t.manage.metrics.allWidgets}</option>
          {widgets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <span class="grow" />
        <span class="soft sm">{t.manage.asOf(format.clock(reply.at))}</span>
        <button type="button" class="quiet" onClick={() => void onRefresh()}>
          {t.manage.refresh}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() =>
            save(`${t.manage.metrics.csvName}-${reply.recent.to}.csv`, metricsCsv(reply, nameOf))
          }
        >
          {t.manage.metrics.csv}
        </button>
      </div>
      <MetricTiles
        now={periodOf(reply.recent, widgetId)}
        before={periodOf(reply.before, widgetId)}
      />
      {reply.days.length === 0 ? (
        <p class="card soft">{t.manage.metrics.nothing}</p>
      ) : (
        <>
          <DayCharts reply={reply} widgetId={widgetId} />
          <ByWidget reply={reply} widgets={widgets} />
        </>
      )}
      <p class="soft sm explain">{t.manage.metrics.explain(reply.timeZone)}</p>
    </>
  );
};

const ByWidget = ({ reply, widgets }: Pick<Props, 'reply' | 'widgets'>) => {
  const { t } = useWords();
  const figures = useFigures();
  const words = t.manage.metrics;
  return (
    <section class="card">
      <table>
        <caption class="hidden">{t.manage.rooms.widgets}</caption>
        <thead>
          <tr>
            <th scope="col">{words.widget}</th>
            <th scope="col" class="count">
              {words.conversations}
            </th>
            <th scope="col" class="count">
              {words.messages}
            </th>
            <th scope="col" class="count">
              {words.byBot}
            </th>
            <th scope="col" class="count">
              {words.firstReply}
            </th>
          </tr>
        </thead>
        <tbody>
          {widgets.map(({ id, name, phone }) => {
            const now = periodOf(reply.recent, id);
            const before = periodOf(reply.before, id);
            return (
              <tr key={id}>
                <th scope="row">
                  {name}
                  {name !== phone && <span class="soft sm"> {phone}</span>}
                </th>
                <td class="count">
                  {figures.number(now.conversations)}
                  <small>{words.before(figures.number(before.conversations))}</small>
                </td>
                <td class="count">
                  {figures.number(totalOf(now.messages))}
                  <small>{words.before(figures.number(totalOf(before.messages)))}</small>
                </td>
                <td class="count">
                  {now.answered > 0 ? figures.percent(now.byBot / now.answered) : '–'}
                </td>
                <td class="count">
                  {now.firstReplyMs === null ? '–' : figures.duration(now.firstReplyMs)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
