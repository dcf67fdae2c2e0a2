/** One message. Customers' text is only ever text: nothing here builds markup from it. */
import type { Content, Delivery, Message, Origin } from '@deskside/shared/models';
import type { ComponentChildren } from 'preact';
import { useWords } from '../ui/context.ts';
import { Icon, iconOfKind } from '../ui/icons.tsx';

interface Props {
  message: Message;
  /** Who said it, in words; empty for the customer. */
  label: string;
  children?: ComponentChildren;
}

export const Bubble = ({ message, label, children }: Props) => {
  const { format } = useWords();
  const { origin, at, content, delivery } = message;
  return (
    <>
      <div class={`bubble ${classes[origin]}`} data-message={message.id}>
        {label && <small>{label}</small>}
        <Body content={content} />
        <span class={`at ${delivery === 'read' || delivery === 'played' ? 'is-read' : ''}`}>
          <time dateTime={new Date(at).toISOString()}>{format.clock(at)}</time>
          {delivery && origin !== 'customer' && <Ladder delivery={delivery} />}
        </span>
      </div>
      {children}
    </>
  );
};

const classes: Record<Origin, string> = {
  customer: '',
  bot: 'out bot',
  agent: 'out agent',
  phone: 'out phone',
};

export const Body = ({ content }: { content: Content }) => {
  const { t, format } = useWords();
  if (content.type === 'text') return <>{content.text}</>;
  return (
    <span class="media">
      <Icon name={iconOfKind(content.kind)} size="large" />
      <span>
        {format.content(content)}
        <br />
        <span class="sm">{t.openOnPhone}</span>
      </span>
    </span>
  );
};

const ticks: Partial<Record<Delivery, string>> = {
  sent: '✓',
  delivered: '✓✓',
  read: '✓✓',
  played: '✓✓',
};

/** One tick, two ticks, as people know them; and the word, so that colour tells nothing alone. */
const Ladder = ({ delivery }: { delivery: Delivery }) => {
  const { t } = useWords();
  const tick = ticks[delivery];
  const isPlain = delivery === 'sent' || delivery === 'delivered';
  return (
    <span title={t.delivery[delivery]}>
      {tick && <span aria-hidden="true"> {tick}</span>}
      <span class={isPlain ? 'hidden' : ''}> {t.delivery[delivery]}</span>
    </span>
  );
};
