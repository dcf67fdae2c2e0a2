/** One-time links: for somebody new, or for one more browser of somebody who is here. */
import type { CodeReply } from '@deskside/shared/api';
import type { Person } from '@deskside/shared/manage';
import type { Role } from '@deskside/shared/models';
import { useEffect, useState } from 'preact/hooks';
import { useInbox } from '../ui/context.ts';
import { CopyField } from './CopyField.tsx';
import { Failure } from './Room.tsx';
import { type ErrorWord, makeLink, readPeople } from './requests.ts';
import { useWords } from './words.ts';

interface Made {
  reply: CodeReply;
  whose: string;
  /** How many browsers there were. */
  before: number;
}

const countOf = (people: readonly Person[]) =>
  people.reduce((sum, { devices }) => sum + devices.length, 0);

export const Invite = ({ people, onJoined }: { people: Person[]; onJoined: () => void }) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.people;
  const [made, setMade] = useState<Made | null>(null);
  const [error, setError] = useState<ErrorWord | null>(null);
  const make = async (role: 'agent' | 'admin') => {
    const answer = await makeLink(pairing, role);
    setError('error' in answer ? answer.error : null);
    if ('value' in answer)
      setMade({
        reply: answer.value,
        whose: words.somebodyNew[role],
        before: countOf(people),
      });
  };
  return (
    <section class="card invite">
      <h3>{words.invite}</h3>
      <p class="soft sm">{words.inviteWhy}</p>
      <div class="flex below">
        {(['agent', 'admin'] as const).map((role) => (
          <button key={role} type="button" class="quiet" onClick={() => void make(role)}>
            {words.inviteAs[role]}
          </button>
        ))}
      </div>
      <Failure error={error} />
      {made && <Link key={made.reply.code} made={made} onJoined={onJoined} />}
    </section>
  );
};

/** A new browser for somebody who is here already, as they are. */
export const PairAnother = ({ person, onJoined }: { person: Person; onJoined: () => void }) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.people;
  const [made, setMade] = useState<Made | null>(null);
  const [error, setError] = useState<ErrorWord | null>(null);
  const { id, name, role } = person.agent;
  const make = async (as: Role) => {
    const answer = await makeLink(pairing, as, id);
    const people = await readPeople(pairing);
    setError('error' in answer ? answer.error : null);
    if ('value' in answer && 'value' in people)
      setMade({ reply: answer.value, whose: name, before: countOf(people.value.people) });
  };
  return (
    <>
      <button
        type="button"
        class="quiet sm"
        aria-label={words.anotherOf(name)}
        onClick={() => void make(role)}
      >
        {words.another}
      </button>
      {made && (
        <div class="confirm">
          <Link key={made.reply.code} made={made} onJoined={onJoined} />
        </div>
      )}
      <Failure error={error} />
    </>
  );
};

const LOOK_MS = 3_000;

/** Looks now and then whether it was used, and says so: then the link is worth nothing any more. */
const Link = ({ made, onJoined }: { made: Made; onJoined: () => void }) => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.people;
  const { link, expiresAt } = made.reply;
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    if (isUsed) return;
    const look = setInterval(() => {
      void readPeople(pairing).then((answer) => {
        if (!('value' in answer) || countOf(answer.value.people) <= made.before) return;
        setUsed(true);
        onJoined();
      });
    }, LOOK_MS);
    const end = setTimeout(() => clearInterval(look), expiresAt - Date.now());
    return () => {
      clearInterval(look);
      clearTimeout(end);
    };
  }, [isUsed]);
  if (isUsed)
    return (
      <p class="below" role="status">
        {words.joined}
      </p>
    );
  return (
    <div class="below" role="status">
      <CopyField label={words.link(made.whose)} value={link} />
      <p class="soft sm">{words.linkWhy(format.clock(expiresAt))}</p>
    </div>
  );
};
