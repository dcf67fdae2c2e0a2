/** How things stand between this browser and its server, in words, above whatever is being read. */
import { useState } from 'preact/hooks';
import { useLive } from '../live.ts';
import { type Connection, readConnectionState } from '../queries.ts';
import { useInbox, useWords } from '../ui/context.ts';

interface StripProps {
  onPair: () => void;
}

export const useConnection = (): Connection | undefined =>
  useLive(useInbox().local.db, readConnectionState, []);

/** The connection's state in a word, always in the same place. */
export const LiveMark = () => {
  const { t } = useWords();
  const phase = useConnection()?.row?.phase ?? 'connecting';
  const words = {
    connecting: t.connecting,
    'catching-up': t.catchingUp,
    live: t.live,
    offline: t.offline,
    revoked: t.offline,
    older: t.offline,
    newer: t.offline,
  };
  const look =
    phase === 'live'
      ? 'is-live'
      : phase === 'connecting' || phase === 'catching-up'
        ? ''
        : 'is-offline';
  return (
    <span class={`live ${look}`} role="status">
      <i aria-hidden="true" />
      {words[phase]}
    </span>
  );
};

/** What a person should know about the line and the local copy, and what to do about it. */
export const ConnectionStrip = ({ onPair }: StripProps) => {
  const { t, format } = useWords();
  const { local } = useInbox();
  const [isDismissed, setDismissed] = useState(false);
  const connection = useConnection();
  const row = connection?.row;
  const waitingCount = connection?.waitingCount ?? 0;
  const notice = local.notice === 'in-memory' ? t.inMemory : local.notice ? t.rebuilt : null;
  return (
    <>
      {row?.phase === 'offline' && (
        <div class="strip" role="status">
          <span>
            {waitingCount > 0
              ? t.offlineWaits(format.clock(row.since), waitingCount)
              : t.offlineSince(format.clock(row.since))}
          </span>
        </div>
      )}
      {row?.phase === 'revoked' && (
        <div class="strip bad" role="alert">
          <span>{t.revoked}</span>
          <button type="button" class="quiet" onClick={onPair}>
            {t.pairAgain}
          </button>
        </div>
      )}
      {(row?.phase === 'older' || row?.phase === 'newer') && (
        <div class="strip bad" role="alert">
          <span>{row.phase === 'older' ? t.olderServer : t.newerServer}</span>
        </div>
      )}
      {notice && !isDismissed && (
        <div class="strip" role="status">
          <span>{notice}</span>
          <button type="button" class="quiet" onClick={() => setDismissed(true)}>
            {t.dismiss}
          </button>
        </div>
      )}
    </>
  );
};
