/** One message, with all that hangs on it. */
import type { Delivery, Message, Origin } from '@deskside/shared/models';
import type { ComponentChildren } from 'preact';
import { useWords } from '../ui/context.ts';
import { Around, Earlier, Revoked } from './Around.tsx';
import { Body } from './Body.tsx';

interface Props {
  message: Message;
  /** Who said it, in words; empty for the customer. */
  label: string;
  /** The message that it answers, where our copy has it. */
  quoted: Message | undefined;
  children?: ComponentChildren;
}

export const Bubble = ({ message, label, quoted, children }: Props) => {
  const { t, format } = useWords();
  const { origin, at, content, delivery, reactions } = message;
  return (
    <>
      <div class={`bubble ${classes[origin]}`} data-message={message.id}>
        {label && <small>{label}</small>}
        <Around message={message} quoted={quoted} />
        {content.type === 'revoked' ? <Revoked message={message} /> : <Body content={content} />}
        <span class={`at ${delivery === 'read' || delivery === 'played' ? 'is-read' : ''}`}>
          <time dateTime={new Date(at).toISOString()}>{format.clock(at)}</time>
          {delivery && origin !== 'customer' && <Ladder delivery={delivery} />}
        </span>
        <Earlier message={message} />
        {reactions && (
          <span class="reactions">
            {reactions.map(({ by, emoji }) => (
              <span key={by} title={t.reaction[by]}>
                {emoji}
                <span class="hidden"> {t.reaction[by]}</span>
              </span>
            ))}
          </span>
        )}
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
