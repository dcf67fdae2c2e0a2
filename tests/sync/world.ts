/** Random lives of an inbox, for the laws: a few customers, their messages, the phone's echoes, and
 * statuses, over a few days, by Meta's clock. */
import fc from 'fast-check';
import * as bodies from '../fixtures/bodies.ts';

export const START = 1_790_000_000_000;
const HOUR = 3_600_000;

const people: readonly bodies.Someone[] = [
  { name: 'Mei', phone: '85291234567', bsuid: 'HK.1' },
  { name: 'Luna', bsuid: 'HK.2', username: 'luna' },
  { name: '陳大文', phone: '85261112222' },
];

const who = fc.nat({ max: people.length - 1 });
/** Whole seconds over four days, so that sessions close, stretch and join. */
const when = fc.nat({ max: 4 * 24 * 3600 }).map((seconds) => START + seconds * 1000);

export type Said =
  | { kind: 'text' | 'photo' | 'reaction' | 'echo'; who: number; at: number; n: number }
  | { kind: 'status'; of: number; word: string; at: number };

const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 5, arbitrary: record('text') },
  { weight: 1, arbitrary: record('photo') },
  { weight: 1, arbitrary: record('reaction') },
  { weight: 3, arbitrary: record('echo') },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      of: fc.nat({ max: 24 }),
      word: fc.constantFrom('sent', 'delivered', 'read', 'failed'),
      at: when,
    }),
  },
);

function record(kind: 'text' | 'photo' | 'reaction' | 'echo') {
  return fc.record({ kind: fc.constant(kind), who, at: when, n: fc.nat({ max: 24 }) });
}

/** A set: one message per id. Two messages of one moment have no order at Meta either, so every
 * message has a second of its own. */
export const someLife: fc.Arbitrary<Said[]> = fc
  .uniqueArray(said, {
    maxLength: 24,
    selector: (one) => (one.kind === 'status' ? `${one.of} ${one.word}` : `${one.kind} ${one.n}`),
  })
  .map((life) => {
    const taken = new Set<number>();
    return life.map((one) => {
      let { at } = one;
      while (taken.has(at)) at += 1000;
      taken.add(at);
      return { ...one, at };
    });
  });

/** The change that tells it, as one value of a delivery. */
const valueFor = (one: Said): { field: string; value: object } => {
  if (one.kind === 'status')
    return {
      field: 'messages',
      value: bodies.statusValue(`echo ${one.of}`, one.word, one.at, { code: 131026 }),
    };
  const person = people[one.who] ?? {};
  const id = `${one.kind} ${one.n}`;
  if (one.kind === 'echo')
    return { field: 'smb_message_echoes', value: bodies.echoValue(person, id, one.at, id) };
  const parts = {
    text: bodies.textPart(id),
    photo: { type: 'image', image: { id, caption: id } },
    reaction: { type: 'reaction', reaction: { message_id: 'text 1', emoji: '👍' } },
  };
  return { field: 'messages', value: bodies.messageValue(person, id, one.at, parts[one.kind]) };
};

/** Several changes in one delivery. */
export const bodyOf = (batch: readonly Said[]) => ({
  object: 'whatsapp_business_account',
  entry: batch.map((one) => {
    const { field, value } = valueFor(one);
    return bodies.envelope(field, value).entry[0];
  }),
});

export const hours = (n: number) => n * HOUR;
