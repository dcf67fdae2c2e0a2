import type { Person } from '@deskside/shared/manage';
import { useNow } from '../live.ts';
import { useInbox } from '../ui/context.ts';
import { Confirm } from './Confirm.tsx';
import { useFigures } from './figures.ts';
import { revokeDevice } from './requests.ts';
import { useWords } from './words.ts';

interface Props {
  person: Person;
  mayRevoke: boolean;
  onChange: () => void;
}

/** When somebody was seen is written every few minutes: whoever was seen within them is here. */
const HERE_MS = 6 * 60 * 1000;

/** Somebody's paired browsers. */
export const Devices = ({ person: { agent, devices }, mayRevoke, onChange }: Props) => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const figures = useFigures();
  const now = useNow();
  const words = t.manage.people;
  const seen = (at: number | null) => {
    if (at === null) return words.neverSeen;
    return now - at < HERE_MS ? words.here : words.lastSeen(format.dayAndTime(at, now));
  };
  if (devices.length === 0) return <p class="soft sm">{words.noBrowser}</p>;
  return (
    <ul class="devices">
      {devices.map(({ id, createdAt, lastSeenAt, isThisOne }) => (
        <li key={id} class="flex">
          <span class="grow sm">
            {words.paired(figures.dayOf(createdAt))} ·{' '}
            {isThisOne ? words.thisBrowser : seen(lastSeenAt)}
          </span>
          {mayRevoke && (
            <Confirm
              button={words.revoke}
              label={words.revokeOf(agent.name, figures.dayOf(createdAt))}
              question={isThisOne ? words.revokeThisAsk : words.revokeAsk(agent.name)}
              yes={words.revokeYes}
              isDangerous
              act={() => revokeDevice(pairing, id)}
              onDone={onChange}
            />
          )}
        </li>
      ))}
    </ul>
  );
};
