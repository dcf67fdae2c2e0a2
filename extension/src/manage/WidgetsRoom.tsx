/** The numbers that customers write to, and one of them with all that is known of it. */
import type { DeliveriesReply } from '@deskside/shared/manage';
import type { Widget } from '@deskside/shared/models';
import { useLive } from '../live.ts';
import { readWidgets } from '../queries.ts';
import { useInbox } from '../ui/context.ts';
import { useFigures } from './figures.ts';
import { addLink } from './links.ts';
import { OneWidget } from './OneWidget.tsx';
import { Room } from './Room.tsx';
import { readDeliveries } from './requests.ts';
import { hashOf, type ViewProps } from './rooms.ts';
import { useAnswer } from './use-answer.ts';
import { WidgetState } from './WidgetState.tsx';
import { useWords } from './words.ts';

export type OfWidget = DeliveriesReply['widgets'][number];

export const WidgetsRoom = ({ id }: ViewProps) => {
  const { local, pairing } = useInbox();
  const widgets = useLive(local.db, readWidgets, []);
  const asked = useAnswer(() => readDeliveries(pairing), [pairing.id]);
  if (!widgets) return null;
  const deliveries = new Map<string, OfWidget>(
    asked.answer && 'value' in asked.answer
      ? asked.answer.value.widgets.map((one) => [one.widgetId, one])
      : [],
  );
  const open = widgets.find((widget) => widget.id === id);
  return open ? (
    <OneWidget key={open.id} widget={open} deliveries={deliveries.get(open.id)} />
  ) : (
    <AllWidgets widgets={widgets} deliveries={deliveries} />
  );
};

interface Props {
  widgets: readonly Widget[];
  deliveries: ReadonlyMap<string, OfWidget>;
}

const AllWidgets = ({ widgets, deliveries }: Props) => {
  const { t, format } = useWords();
  const figures = useFigures();
  const words = t.manage.widgets;
  return (
    <Room
      title={words.title}
      intro={words.intro}
      aside={
        <a class="go" href={addLink()} target="_blank" rel="noreferrer">
          {words.add}
        </a>
      }
    >
      {widgets.length === 0 ? (
        <p class="card soft">{words.nothing}</p>
      ) : (
        <section class="card">
          <table class="widgets">
            <caption class="hidden">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.columns.widget}</th>
                <th scope="col">{words.columns.status}</th>
                <th scope="col">{words.columns.last}</th>
                <th scope="col" class="count">
                  {words.columns.hour}
                </th>
              </tr>
            </thead>
            <tbody>
              {widgets.map((widget) => {
                const last = deliveries.get(widget.id);
                return (
                  <tr key={widget.id}>
                    <th scope="row">
                      <a href={hashOf({ room: 'widgets', id: widget.id })}>{widget.name}</a>
                      {widget.name !== widget.phone && <span class="soft sm"> {widget.phone}</span>}
                    </th>
                    <td>
                      <WidgetState widget={widget} isShort />
                    </td>
                    <td class="nowrap">
                      {last?.lastAt ? format.dayAndTime(last.lastAt, Date.now()) : t.manage.none}
                    </td>
                    <td class="count">{figures.number(last?.thisHour ?? 0)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </Room>
  );
};
