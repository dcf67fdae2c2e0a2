/** What came of a delivery, in lines that can be read: rows, events, the widget's state, and what was
 * kept aside. */
import type { Message } from '@deskside/shared/models';
import type { World } from '../make.ts';

export interface Came {
  lines: string[];
  seq: number;
}

export const cameOf = async (world: World): Promise<Came> => {
  const { store } = world.server;
  const snapshot = await world.owner.snapshot();
  const { contacts, conversations, messages, widgets, seq } = snapshot;
  const nameOf = (conversationId: string) => {
    const conversation = conversations.find(({ id }) => id === conversationId);
    const contact = contacts.find(({ id }) => id === conversation?.contactId);
    const known = [
      contact?.name && 'a name',
      contact?.phone && 'a phone',
      contact?.username && 'a username',
    ];
    return known.filter(Boolean).join(', ') || 'an id';
  };
  const rows = await Promise.all([
    store.read.selectFrom('marks').selectAll().execute(),
    store.read.selectFrom('earlyStatuses').selectAll().execute(),
    store.read.selectFrom('contacts').selectAll().execute(),
    store.read.selectFrom('facts').selectAll().orderBy('subject').execute(),
    store.read.selectFrom('aside').selectAll().orderBy('reason').execute(),
    store.read.selectFrom('links').selectAll().execute(),
  ]);
  const [marks, early, people, facts, aside, links] = rows;
  const { events } = await world.owner.changes(0);
  const types = new Set(events.map((event) => (event as { type: string }).type));
  return {
    seq,
    lines: [
      ...messages.map((row) => `${row.origin} (${nameOf(row.conversationId)}): ${inWords(row)}`),
      ...conversations.flatMap(({ session, windowEndsAt }) =>
        [session ? 'a session' : '', windowEndsAt ? 'a window' : ''].filter(Boolean),
      ),
      ...marks.map(
        ({ kind, side, content }) =>
          `${kind} by ${side} waits${content === null ? ' (nothing)' : ''}`,
      ),
      ...early.map(({ delivery, failure, pricing }) =>
        ['status waits:', delivery, failure, pricing && 'with its price'].filter(Boolean).join(' '),
      ),
      ...people
        .filter(({ bookAt }) => bookAt > 0)
        .map(
          ({ bookName, phone, bsuid }) =>
            `address book: ${phone ? 'a phone' : bsuid && 'an id'} ${bookName ? 'is named' : 'is taken out'}`,
        ),
      ...facts.map(
        ({ kind, number, subject, detail }) =>
          `fact ${kind} of ${number ? 'a number' : 'the account'}${subject && kind !== 'history' ? ', one of several' : ''}: ${summary(detail)}`,
      ),
      ...links.map(({ by }) => `one person by ${by}`),
      ...widgets
        .filter(({ draftReason }) => draftReason !== null)
        .map(({ draftReason, draftDetail }) => `widget ${draftReason} ${draftDetail ?? ''}`.trim()),
      ...aside.map(({ reason }) => `aside because ${reason}`),
      ...[...types]
        // That something came at all, rightly signed, is proved by any of them.
        .filter((type) => type !== 'agent' && type !== 'proof')
        .sort()
        .map((type) => `event ${type}`),
    ],
  };
};

/** Of what was said only the shape: the words belong to the files, which aren't ours. */
const inWords = (message: Message): string => {
  const { type, ...said } = message.content;
  const extras = (
    ['quotedId', 'forwarded', 'ad', 'product', 'isHeld', 'reactions', 'earlier'] as const
  ).filter((name) => message[name] !== undefined);
  return [type, ...shapeOf(said), message.delivery, ...extras].filter(Boolean).join(' ');
};

const telling = new Set(['kind', 'state', 'direction', 'code', 'isGiven', 'seconds']);
const shapeOf = (value: object): string[] =>
  Object.entries(value).map(([name, part]) =>
    telling.has(name) ? `${name}=${part}` : Array.isArray(part) ? `${part.length} ${name}` : name,
  );

/** Meta's own words in a fact, which are the same for everybody. */
const summary = (detail: string): string => {
  const values = Object.entries(JSON.parse(detail) as Record<string, unknown>);
  const words = values.filter(([, value]) => /^([A-Z][A-Z_]+|\d{1,5})$/.test(String(value)));
  return words.map(([name, value]) => `${name}=${value}`).join(' ') || 'said';
};
