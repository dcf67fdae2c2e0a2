/** Contacts that may be one person: offered, never decided by a machine. */
import type { Contact } from '@deskside/shared/models';
import { useInbox } from '../ui/context.ts';
import { nameOf } from '../ui/format.ts';
import { Confirm } from './Confirm.tsx';
import { Answered, Room } from './Room.tsx';
import { command, readMerges } from './requests.ts';
import { useAnswer } from './use-answer.ts';
import { useWords } from './words.ts';

type Two = readonly [Contact, Contact];

export const DuplicatesRoom = () => {
  const { t, format } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.duplicates;
  const asked = useAnswer(() => readMerges(pairing), [pairing.id]);
  const name = (contact: Contact) => nameOf(contact, t.noName);
  const keyOf = ([a, b]: Two) => `${a.id} ${b.id}`;
  const ids = ([a, b]: Two): [Contact['id'], Contact['id']] => [a.id, b.id];
  return (
    <Room title={words.title} intro={words.intro}>
      <Answered asked={asked}>
        {({ candidates, merges }) => (
          <>
            <section class="card">
              <h3>{words.candidates}</h3>
              {candidates.length === 0 && <p class="soft">{words.nothing}</p>}
              <ul class="pairs">
                {candidates.map(({ reason, contacts }) => (
                  <li key={keyOf(contacts)} class="flex">
                    <div class="grow">
                      <TwoContacts two={contacts} />
                      <p class="soft sm">{words.reason[reason]}</p>
                    </div>
                    <Confirm
                      button={words.merge}
                      label={`${words.merge}: ${contacts.map(name).join(', ')}`}
                      question={words.mergeAsk(name(contacts[0]), name(contacts[1]))}
                      yes={words.merge}
                      act={() => command(pairing, { type: 'merge', contactIds: ids(contacts) })}
                      onDone={() => void asked.refresh()}
                    />
                  </li>
                ))}
              </ul>
            </section>
            <section class="card">
              <h3>{words.merged}</h3>
              {merges.length === 0 && <p class="soft">{words.mergedNobody}</p>}
              <ul class="pairs">
                {merges.map(({ contacts, at }) => (
                  <li key={keyOf(contacts)} class="flex">
                    <div class="grow">
                      <TwoContacts two={contacts} />
                      <p class="soft sm">{words.mergedAt(format.dayAndTime(at, Date.now()))}</p>
                    </div>
                    <Confirm
                      button={words.unmerge}
                      label={`${words.unmerge}: ${contacts.map(name).join(', ')}`}
                      question={words.unmergeAsk(name(contacts[0]), name(contacts[1]))}
                      yes={words.unmerge}
                      act={() => command(pairing, { type: 'unmerge', contactIds: ids(contacts) })}
                      onDone={() => void asked.refresh()}
                    />
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Answered>
    </Room>
  );
};

const TwoContacts = ({ two: [a, b] }: { two: Two }) => {
  const { t } = useWords();
  return (
    <p>
      <OneContact contact={a} /> <span class="soft">{t.manage.duplicates.and}</span>{' '}
      <OneContact contact={b} />
    </p>
  );
};

/** With what tells two of one name apart. */
const OneContact = ({ contact }: { contact: Contact }) => {
  const { t } = useWords();
  const name = nameOf(contact, t.noName);
  const more = contact.phone ?? (contact.username ? `@${contact.username}` : null);
  return (
    <>
      <b>{name}</b>
      {more && more !== name && <span class="soft sm"> {more}</span>}
    </>
  );
};
