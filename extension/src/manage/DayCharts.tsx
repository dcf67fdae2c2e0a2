import type { MetricsReply } from '@deskside/shared/manage';
import { Chart } from './Chart.tsx';
import { useFigures } from './figures.ts';
import { type Day, origins, recentDays, scaleOf, totalOf } from './tallies.ts';
import { useWords } from './words.ts';

interface Props {
  reply: MetricsReply;
  widgetId: string | null;
}

/** Messages a day by who said them, conversations a day, and both as a table. */
export const DayCharts = ({ reply, widgetId }: Props) => {
  const { t } = useWords();
  const figures = useFigures();
  const words = t.manage.metrics;
  const days = recentDays(reply, widgetId);
  const used = origins.filter((origin) => days.some(({ messages }) => messages[origin] > 0));
  const dates = [days[0], days[Math.floor(days.length / 2)], days.at(-1)].map((day) =>
    day ? figures.date(day.day) : '',
  ) as [string, string, string];

  const messagesIn = ({ day, messages }: Day) => {
    const parts = used.flatMap((origin) =>
      messages[origin] > 0 ? `${words.origin[origin]} ${figures.number(messages[origin])}` : [],
    );
    const total = words.messagesOf(figures.number(totalOf(messages)));
    return words.dayLine(figures.dateLong(day), [total, ...parts].join(' · '));
  };
  const conversationsIn = ({ day, conversations }: Day) =>
    words.dayLine(figures.dateLong(day), words.conversationsOf(figures.number(conversations)));

  return (
    <section class="card">
      <div class="flex">
        <h3 class="grow">{words.messagesADay}</h3>
        <ul class="legend soft sm" aria-hidden="true">
          {used.map((origin) => (
            <li key={origin}>
              <i class={`of-${origin}`} />
              {words.origin[origin]}
            </li>
          ))}
        </ul>
      </div>
      <Chart
        title={words.messagesADay}
        help={words.chartHelp}
        bars={days.map((day) => ({
          key: day.day,
          line: messagesIn(day),
          parts: used.map((origin) => ({ look: `of-${origin}`, value: day.messages[origin] })),
        }))}
        top={scaleOf(days.map(({ messages }) => totalOf(messages)))}
        ends={dates}
      />
      <h3 class="second">{words.conversationsADay}</h3>
      <Chart
        title={words.conversationsADay}
        help={words.chartHelp}
        bars={days.map((day) => ({
          key: day.day,
          line: conversationsIn(day),
          parts: [{ look: 'of-all', value: day.conversations }],
        }))}
        top={scaleOf(days.map(({ conversations }) => conversations))}
        ends={dates}
        isLow
      />
      <details class="as-table">
        <summary>{words.asTable}</summary>
        <DayTable days={days} />
      </details>
    </section>
  );
};

const DayTable = ({ days }: { days: readonly Day[] }) => {
  const { t } = useWords();
  const figures = useFigures();
  const words = t.manage.metrics;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col" class="count">
            {words.conversations}
          </th>
          <th scope="col" class="count">
            {words.messages}
          </th>
          {origins.map((origin) => (
            <th key={origin} scope="col" class="count">
              {words.origin[origin]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, conversations, messages }) => (
          <tr key={day}>
            <th scope="row">{figures.dateLong(day)}</th>
            <td class="count">{figures.number(conversations)}</td>
            <td class="count">{figures.number(totalOf(messages))}</td>
            {origins.map((origin) => (
              <td key={origin} class="count">
                {figures.number(messages[origin])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
