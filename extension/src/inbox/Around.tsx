/** What hangs on a message besides what it says: where it comes from, what it answers, what it said
 * before. */
import type { Content } from '@deskside/shared/content';
import type { Message } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { useNow } from '../live.ts';
import { useInbox, useWords } from '../ui/context.ts';
import { Body } from './Body.tsx';

interface Props {
  message: Message;
}

export const Around = ({ message, quoted }: Props & { quoted: Message | undefined }) => {
  const { t, format } = useWords();
  const { quotedId, forwarded, ad, product, isHeld } = message;
  const marks = [
    forwarded && t.forwarded[forwarded],
    ad && t.fromAd(ad.headline ?? ''),
    product && t.aboutProduct(product),
    isHeld && t.held,
  ].filter((mark) => typeof mark === 'string');
  return (
    <>
      {marks.map((mark) => (
        <span class="origin-mark" key={mark}>
          {mark}
        </span>
      ))}
      {quotedId !== undefined && (
        <blockquote>{quoted ? format.content(quoted.content) : t.quoteUnknown}</blockquote>
      )}
    </>
  );
};

/** What it said before, one opens by hand. */
export const Earlier = ({ message }: Props) => {
  const { t, format } = useWords();
  const now = useNow();
  if (!message.earlier) return null;
  return (
    <details class="earlier">
      <summary>{t.edited}</summary>
      {message.earlier.map(({ at, content }) => (
        <p key={at}>{t.earlier(format.content(content), format.moment(at, now))}</p>
      ))}
    </details>
  );
};

/** The words stay out of sight; an admin may ask the server for them. */
export const Revoked = ({ message }: Props) => {
  const { t } = useWords();
  const { pairing, actions } = useInbox();
  const [original, setOriginal] = useState<Content | 'failed' | null>(null);
  const words = message.origin === 'customer' ? t.takenBack.customer : t.takenBack.us;
  if (original && original !== 'failed')
    return (
      <>
        <span class="origin-mark">{words}</span>
        <Body content={original} />
      </>
    );
  return (
    <>
      <i>{words}</i>
      {pairing.agent.role !== 'agent' && (
        <button
          type="button"
          class="plain"
          onClick={() => void actions.fetchOriginal(message.id).then(setOriginal)}
        >
          {t.takenBack.show}
        </button>
      )}
      {original === 'failed' && <span class="sm">{t.takenBack.failed}</span>}
    </>
  );
};
