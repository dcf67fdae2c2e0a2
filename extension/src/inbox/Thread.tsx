/** What was said, what waits, and what went wrong, each with what can be done about it. */
import type { Message } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import type { OutboxRow } from '../db.ts';
import type { Thread as ThreadRows } from '../queries.ts';
import { useInbox, useWords } from '../ui/context.ts';
import { Body } from './Body.tsx';
import { Bubble } from './Bubble.tsx';
import { type ThreadItem, threadItems } from './thread-items.ts';

interface Props {
  thread: ThreadRows;
  now: number;
}

export const ThreadItems = ({ thread, now }: Props) => (
  <>
    {threadItems(thread.messages, thread.sessions, now).map((item) =>
      item.kind === 'message' && item.message.content.type !== 'notice' ? (
        <Said key={item.key} message={item.message} thread={thread} />
      ) : (
        <Mark key={item.key} item={item} now={now} />
      ),
    )}
    {thread.outbox.map((row) => (
      <Waiting key={row.id} row={row} />
    ))}
  </>
);

const Mark = ({ item, now }: { item: ThreadItem; now: number }) => {
  const { t, format } = useWords();
  const moment = format.moment(item.at, now);
  const words = {
    day: () => format.day(item.at, now),
    opened: () => t.sessionOpened(format.dayAndTime(item.at, now)),
    expired: () => t.sessionExpired(moment),
    closed: () => t.sessionClosed(moment),
    message: () =>
      item.kind === 'message' ? `${format.content(item.message.content)} · ${moment}` : '',
  };
  return <p class="mark">{words[item.kind]()}</p>;
};

const Said = ({ message, thread }: { message: Message; thread: ThreadRows }) => {
  const { t } = useWords();
  const { pairing, actions } = useInbox();
  const { origin, agentId, delivery, content, conversationId } = message;
  const isMine = agentId === pairing.agent.id;
  const name = thread.agents.get(agentId ?? '')?.name;
  const label = origin !== 'agent' ? t.origin[origin] : isMine ? t.you : (name ?? t.origin.agent);
  const [isAgain, setAgain] = useState(false);
  const again = (words: string) =>
    content.type === 'text' &&
    !isAgain && (
      <button
        type="button"
        class="plain"
        onClick={() => {
          // Gone with the first click: the second of a double click would send it twice.
          setAgain(true);
          void actions.replyAgain(conversationId, content.text);
        }}
      >
        {words}
      </button>
    );
  return (
    <Bubble
      message={message}
      label={label}
      quoted={thread.messages.find(({ id }) => id === message.quotedId)}
    >
      {origin === 'agent' && delivery === 'failed' && (
        <p class="note">
          <Why code={message.failure ?? ''} /> {again(t.tryAgain)}
        </p>
      )}
      {origin === 'agent' && delivery === 'unknown' && (
        <p class="note">
          {t.unknownNote} {again(t.sendAgain)}
        </p>
      )}
    </Bubble>
  );
};

const Why = ({ code }: { code: string }) => {
  const { t } = useWords();
  const { other, server, ...reasons } = t.failure;
  // Meta's codes are numbers; words are our own server's.
  const unnamed = /^\d+$/.test(code) ? other : server;
  return <>{t.failed((reasons as Record<string, string>)[code] ?? unnamed(code))}</>;
};

/** A reply that the server doesn't have yet, or wouldn't take. */
const Waiting = ({ row }: { row: OutboxRow }) => {
  const { t } = useWords();
  const { actions } = useInbox();
  if (row.command.type !== 'reply') return null;
  const { text } = row.command;
  return (
    <>
      <div class="bubble out agent waiting" data-outbox={row.id}>
        <small>{t.you}</small>
        <Body content={{ type: 'text', text }} />
        <span class="at">{row.state === 'refused' ? t.delivery.failed : t.waits}</span>
      </div>
      {row.state === 'refused' && (
        <p class="note">
          <Why code={row.error ?? ''} />{' '}
          <button type="button" class="plain" onClick={() => void actions.takeBack(row.id)}>
            {t.edit}
          </button>
          <button type="button" class="plain" onClick={() => void actions.discard(row.id)}>
            {t.discard}
          </button>
        </p>
      )}
    </>
  );
};
