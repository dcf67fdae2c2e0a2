/** Everybody who can open the inbox, with what they may do and by which browsers they do it. */
import type { Person } from '@deskside/shared/manage';
import type { Agent, Role } from '@deskside/shared/models';
import { useInbox } from '../ui/context.ts';
import { Confirm } from './Confirm.tsx';
import { Devices } from './Devices.tsx';
import { Invite, PairAnother } from './Invite.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import { Answered, Room } from './Room.tsx';
import { readPeople, removePerson } from './requests.ts';
import type { ViewProps } from './rooms.ts';
import { useAnswer } from './use-answer.ts';
import { useWords } from './words.ts';

/** As the server judges it (inbox/staff.ts); here only so that nothing is offered in vain. */
const mayChange = (me: Agent, whose: Role) => me.role === 'owner' || whose !== 'owner';

export const PeopleRoom = ({ me }: ViewProps) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const asked = useAnswer(() => readPeople(pairing), [pairing.id, me.role]);
  return (
    <Room title={t.manage.people.title} intro={t.manage.people.intro}>
      <Answered asked={asked}>
        {({ people }) => (
          <>
            <Invite onJoined={asked.refresh} people={people} />
            <ul class="people">
              {people.map((person) => (
                <li key={person.agent.id} class="card">
                  <OnePerson
                    person={person}
                    me={me}
                    isLastOwner={isLastOwner(person, people)}
                    onChange={() => void asked.refresh()}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </Room>
  );
};

const isLastOwner = ({ agent }: Person, people: readonly Person[]) =>
  agent.role === 'owner' && people.filter((one) => one.agent.role === 'owner').length === 1;

interface Props {
  person: Person;
  me: Agent;
  isLastOwner: boolean;
  onChange: () => void;
}

const OnePerson = ({ person, me, isLastOwner: isLast, onChange }: Props) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.people;
  const { id, name, role } = person.agent;
  const isMe = id === me.id;
  const isOpen = mayChange(me, role);
  return (
    <>
      <div class="flex person">
        <h3 class="grow">
          {name}
          {isMe && <span class="soft"> ({words.you})</span>}
          <span class="soft sm role">
            {words.roles[role]} · {words.roleMeans[role]}
          </span>
        </h3>
        {isOpen && !isLast && <RoleChoice person={person.agent} me={me} onDone={onChange} />}
        {isMe && <PairAnother person={person} onJoined={onChange} />}
        {isOpen && !isLast && !isMe && (
          <Confirm
            button={words.remove}
            label={words.removeOf(name)}
            question={words.removeAsk(name)}
            yes={words.removeYes(name)}
            isDangerous
            act={() => removePerson(pairing, id)}
            onDone={onChange}
          />
        )}
      </div>
      {isLast && <p class="soft sm">{words.lastOwner}</p>}
      <Devices person={person} mayRevoke={isOpen || isMe} onChange={onChange} />
    </>
  );
};
