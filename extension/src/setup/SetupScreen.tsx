/** What a paired browser can do from its toolbar: open the inbox, bring in others, leave. */
import type { Role } from '@deskside/shared/models';
import { useEffect, useState } from 'preact/hooks';
import type { Pairing } from '../settings.ts';
import { useWords } from '../ui/context.ts';
import { LanguageButton } from './LanguageButton.tsx';
import { Numbers } from './Numbers.tsx';
import { askConnection, askForCode, type Connection, unpairBrowser } from './pairing.ts';

interface Props {
  pairing: Pairing;
  onOpenInbox: () => void;
  onPairAgain: () => void;
}

/** The popup of a paired browser. */
export const SetupScreen = ({ pairing, onOpenInbox, onPairAgain }: Props) => {
  const { t } = useWords();
  const { agent, server } = pairing;
  const [hasOpened, setOpened] = useState(false);
  const connection = useConnection(pairing);
  return (
    <main>
      <header class="bar">
        <h1>{t.setup.title}</h1>
        <span class={`live ${looks[connection]}`} role="status">
          <i aria-hidden="true" />
          {t.setup.connection[connection]}
        </span>
        <LanguageButton />
      </header>
      {connection === 'revoked' && (
        <div class="strip bad" role="alert">
          <span>{t.revoked}</span>
          <button type="button" class="quiet" onClick={onPairAgain}>
            {t.pairAgain}
          </button>
        </div>
      )}
      <section class="card">
        <button
          type="button"
          class="go wide"
          onClick={() => {
            onOpenInbox();
            setOpened(true);
          }}
        >
          {t.setup.openInbox}
        </button>
        {hasOpened && <p class="soft sm below">{t.setup.openHow}</p>}
      </section>
      <section class="card">
        <b>{t.setup.pairedAs(agent.name)}</b>
        <p class="soft sm">
          {t.setup.role[agent.role]} · {new URL(server).host}
        </p>
        <Unpair />
      </section>
      {agent.role !== 'agent' && (
        <>
          <Numbers pairing={pairing} />
          <Another pairing={pairing} />
        </>
      )}
    </main>
  );
};

const looks = {
  asking: '',
  connected: 'is-live',
  unreachable: 'is-offline',
  revoked: 'is-offline',
};

/** Asked anew whenever the popup opens: what a panel wrote down last may be long ago. */
const useConnection = (pairing: Pairing): Connection => {
  const [connection, setConnection] = useState<Connection>('asking');
  useEffect(() => {
    void askConnection(pairing).then(setConnection);
  }, [pairing.id]);
  return connection;
};

const Unpair = () => {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" class="quiet below" onClick={() => setAsking(true)}>
        {t.setup.unpair}
      </button>
    );
  return (
    <div class="below">
      <p class="sm">{t.setup.unpairWhy}</p>
      <div class="flex below">
        <button type="button" class="go" onClick={() => void unpairBrowser()}>
          {t.setup.unpairYes}
        </button>
        <button type="button" class="quiet" onClick={() => setAsking(false)}>
          {t.setup.cancel}
        </button>
      </div>
    </div>
  );
};

const Another = ({ pairing }: { pairing: Pairing }) => {
  const { t } = useWords();
  const [link, setLink] = useState<string | null>();
  const [isCopied, setCopied] = useState(false);
  const roles: Role[] =
    pairing.agent.role === 'owner' ? ['agent', 'admin', 'owner'] : ['agent', 'admin'];
  const ask = (role: Role) => {
    setCopied(false);
    void askForCode(pairing, role).then(setLink);
  };
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <section class="card">
      <b>{t.setup.another}</b>
      <div class="flex below">
        {roles.map((role) => (
          <button key={role} type="button" class="quiet" onClick={() => ask(role)}>
            {t.setup.anotherAs[role]}
          </button>
        ))}
      </div>
      {link === null && (
        <p class="strip bad below" role="alert">
          {t.setup.failed}
        </p>
      )}
      {link && (
        <div class="below" role="status">
          <p class="soft sm">{t.setup.link}</p>
          <div class="flex">
            <input class="field grow" readOnly value={link} aria-label={t.setup.link} />
            <button type="button" class="quiet" onClick={() => copy(link)}>
              {isCopied ? t.setup.copied : t.setup.copy}
            </button>
          </div>
        </div>
      )}
    </section>
  );
};
