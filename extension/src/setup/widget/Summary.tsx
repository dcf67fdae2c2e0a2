/** A widget's settings to be looked over, in words. */
import type { Widget } from '@deskside/shared/models';
import { useSetup } from '../context.ts';

export const Summary = ({ widget }: { widget: Widget }) => {
  const { words, written } = useSetup();
  const { form, none } = words.ui;
  const minutes =
    widget.answering === 'ask-then-bot'
      ? ` · ${form.afterMinutes}: ${widget.answerAfterMinutes}`
      : '';
  const { yes, no } = words.ui.step;
  const rows: [string, string][] = [
    [form.publicName, widget.publicName],
    [form.name, `${widget.name} · ${written(widget.phone)}`],
    [form.answering, form.answers[widget.answering] + minutes],
    [form.handsOver, widget.handsOver ? yes : no],
    [form.greeting, widget.greeting || none],
    [form.isBotOn, widget.isBotOn ? yes : no],
  ];
  return (
    <dl class="facts sm">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt class="soft">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
