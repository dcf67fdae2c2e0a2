import { type Agent, Role } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { useInbox } from '../ui/context.ts';
import { Failure } from './Room.tsx';
import { type ErrorWord, giveRole } from './requests.ts';
import { useWords } from './words.ts';

interface Props {
  person: Agent;
  me: Agent;
  onDone: () => void;
}

/** Chosen first and then confirmed: arrow keys walk through a list, and mustn't change anybody. */
export const RoleChoice = ({ person, me, onDone }: Props) => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.people;
  const [wanted, setWanted] = useState<Role | null>(null);
  const [error, setError] = useState<ErrorWord | null>(null);
  const roles = Role.options.filter((role) => role !== 'owner' || me.role === 'owner');
  const leave = () => {
    setWanted(null);
    setError(null);
  };
  const go = async (role: Role) => {
    const answer = await giveRole(pairing, person.id, role);
    if ('error' in answer) return setError(answer.error);
    leave();
    onDone();
  };
  return (
    <>
      <select
        class="field role-choice"
        aria-label={words.roleOf(person.name)}
        value={wanted ?? person.role}
        onChange={(event) => {
          const role = event.currentTarget.value as Role;
          setError(null);
          setWanted(role === person.role ? null : role);
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {words.roles[role]}
          </option>
        ))}
      </select>
      {wanted && (
        <fieldset class="confirm" aria-label={words.roleOf(person.name)}>
          <p role="status">{words.change(person.name, words.roleInside[wanted])}</p>
          <div class="flex">
            <button type="button" class="go" onClick={() => void go(wanted)}>
              {words.changeYes}
            </button>
            <button type="button" class="quiet" onClick={leave}>
              {t.manage.cancel}
            </button>
          </div>
          <Failure error={error} />
        </fieldset>
      )}
    </>
  );
};
