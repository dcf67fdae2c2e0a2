import type { Widget } from '@deskside/shared/models';
import { useFigures } from './figures.ts';
import { useWords } from './words.ts';

/** What is set for a widget, in sentences; changed under Configure. */
export const WidgetSettings = ({ widget }: { widget: Widget }) => {
  const { t } = useWords();
  const figures = useFigures();
  const words = t.manage.widgets;
  const { answering, answerAfterMinutes, isBotOn, handsOver, greeting, way, isOnPhone } = widget;
  const newSession = () => {
    if (!isBotOn) return words.answering.person;
    return answering === 'ask-then-bot'
      ? words.answering['ask-then-bot'](answerAfterMinutes)
      : words.answering[answering];
  };
  const onPhone =
    isOnPhone === null ? words.onPhoneUnknown : isOnPhone ? words.onPhoneYes : words.onPhoneNo;
  return (
    <dl class="pairs-of">
      <dt>{words.publicName}</dt>
      <dd>{widget.publicName}</dd>
      <dt>{words.newSession}</dt>
      <dd>{newSession()}</dd>
      {isBotOn && (
        <>
          <dt>{words.handsOver}</dt>
          <dd>{handsOver ? words.handsOverYes : words.handsOverNo}</dd>
        </>
      )}
      <dt>{words.greeting}</dt>
      <dd>{greeting || t.manage.none}</dd>
      {!widget.isPractice && (
        <>
          <dt>{words.way}</dt>
          <dd>{way ? words.ways[way] : words.wayUnknown}</dd>
          <dt>{words.onPhone}</dt>
          <dd>{onPhone}</dd>
        </>
      )}
      <dt>{words.since}</dt>
      <dd>{figures.dayOf(widget.createdAt)}</dd>
    </dl>
  );
};
