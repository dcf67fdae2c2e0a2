/**
 * One line of the list. It says who, what was last said and by whom, and either when, or how long there
 * is left to answer; a person in a hurry reads no more than this.
 */
import { isWindowOpen } from '@deskside/shared/session';
import type { InboxRow } from '../queries.ts';
import { useInbox, useWords } from '../ui/context.ts';
import { nameOf, toneOf } from '../ui/format.ts';
import { Icon, iconOfContent } from '../ui/icons.tsx';
import { Ring } from './Ring.tsx';

interface Props {
  row: InboxRow;
  agentNames: ReadonlyMap<string, { name: string }>;
  now: number;
  onOpen: (id: string) => void;
}

export const ConversationRow = ({ row, agentNames, now, onOpen }: Props) => {
  const { t } = useWords();
  const { conversation, contact, unreadCount } = row;
  const name = nameOf(contact, t.noName);
  return (
    <li>
      <button
        type="button"
        class={`row ${unreadCount > 0 ? 'unread' : ''}`}
        data-id={conversation.id}
        onClick={() => onOpen(conversation.id)}
      >
        <Ring name={name} windowEndsAt={conversation.windowEndsAt} now={now} />
        <div class="grow">
          <b>{name}</b>
          <Preview row={row} agentNames={agentNames} />
        </div>
        <When row={row} now={now} />
      </button>
    </li>
  );
};

const Preview = ({ row, agentNames }: Pick<Props, 'row' | 'agentNames'>) => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const message = row.conversation.lastMessage;
  if (!message) return <p />;
  const { origin, agentId, content } = message;
  const text = format.content(content);
  const said = {
    customer: text,
    bot: t.preview.bot(text),
    phone: t.preview.phone(text),
    agent:
      agentId === pairing.agent.id
        ? t.preview.you(text)
        : t.preview.agent(agentNames.get(agentId ?? '')?.name ?? t.origin.agent, text),
  };
  return (
    <p>
      {content.type !== 'text' && content.type !== 'choice' && (
        <>
          <Icon name={iconOfContent(content)} size="small" />{' '}
        </>
      )}
      {content.type === 'notice' || content.type === 'call' ? text : said[origin]}
    </p>
  );
};

/** When it was; or, where somebody waits and time runs short, how long there is. */
const When = ({ row, now }: Pick<Props, 'row' | 'now'>) => {
  const { t, format } = useWords();
  const { conversation, status, unreadCount } = row;
  const msLeft = (conversation.windowEndsAt ?? 0) - now;
  const tone = toneOf(msLeft);
  const isUrgent = status.startsWith('pending') && (tone === 'short' || tone === 'last');
  const at = conversation.lastMessage?.at;
  const origin = conversation.lastMessage?.origin;
  return (
    <div class="when">
      {isUrgent && isWindowOpen(conversation.windowEndsAt, now) ? (
        <span class={`is-${tone}`}>{t.left(format.left(msLeft))}</span>
      ) : (
        <span>{at !== undefined && format.short(at, now)}</span>
      )}
      {unreadCount > 0 ? (
        <span class="count">
          {unreadCount}
          <span class="hidden"> {t.unread(unreadCount)}</span>
        </span>
      ) : status === 'closed' ? (
        <span class="chip">{t.chip.closed}</span>
      ) : (
        origin === 'phone' && <span class="chip phone">{t.chip.phone}</span>
      )}
    </div>
  );
};
