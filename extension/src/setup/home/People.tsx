/** Whose browser this is, how to bring in others, and how to leave. */
import type { Role } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import type { Pairing } from '../../settings.ts';
import { Copy } from '../../ui/Copy.tsx';
import { useWords } from '../../ui/context.ts';
import { askForCode, unpairBrowser } from '../pairing.ts';

export const Paired = ({ pairing: { agent, server } }: { pairing: Pairing }) => {
  const { t } = useWords();
  return (
    <section class="card">
      <b>{t.setup.pairedAs(agent.name)}</b>
      <p class="soft sm">
        {t.setup.role[agent.role]} · {new URL(server).host}
      </p>
      <Unpair />
    </section>
  );
};

const Unpair = () => {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" class="quiet below" data-act="unpair" onClick={() => setAsking(true)}>
        {t.setup.unpair}
      </button>
    );
  return (
    <div class="below">
      <p class="sm">{t.setup.unpairWhy}</p>
      <div class="flex below">
        <button type="button" class="go" data-act="unpair-yes" onClick={() => void unpairBrowser()}>
          {t.setup.unpairYes}
        </button>
        <button type="button" class="quiet" onClick={() => setAsking(false)}>
          {t.setup.cancel}
        </button>
      </div>
    </div>
  );
};

export const Another = ({ pairing }: { pairing: Pairing }) => {
  const { t } = useWords();
  const [link, setLink] = useState<string | null>();
  const roles: Role[] =
    pairing.agent.role === 'owner' ? ['agent', 'admin', 'owner'] : ['agent', 'admin'];
  return (
    <section class="card">
      <b>{t.setup.another}</b>
      <div class="flex below">
        {roles.map((role) => (
          <button
            key={role}
            type="button"
            class="quiet"
            onClick={() => void askForCode(pairing, role).then(setLink)}
          >
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
          <Copy
            key={link}
            label={t.setup.link}
            value={link}
            copy={t.setup.copy}
            copied={t.setup.copied}
          />
        </div>
      )}
    </section>
  );
};
