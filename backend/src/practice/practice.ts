/**
 * The practice number: people who don't exist, writing through the same signed webhook as Meta. To
 * everything else it is an ordinary widget; only its Graph is played here. What is said has ids made
 * from the day, so that starting again on the same day says nothing twice.
 */
import type { Logger } from 'pino';
import type { Call } from '../meta/call.ts';
import { sign } from '../meta/verify.ts';
import {
  ACCOUNT_ID,
  isThem,
  NUMBER_ID,
  PHONE,
  removedBody,
  saidBody,
  statusBody,
} from './bodies.ts';
import { chance } from './chance.ts';
import { createPracticeGraph } from './graph.ts';
import { type Person, people } from './people.ts';

export const practiceWidget = {
  numberId: NUMBER_ID,
  accountId: ACCOUNT_ID,
  phone: `+${PHONE}`,
  name: 'Practice',
  publicName: 'Practice',
  isPractice: 1,
};

/** How long somebody takes to disconnect on the phone too. */
const PHONE_SIDE_S = 20;

export interface Practice {
  /** Its Graph. */
  call: Call;
  /** Starts to write to this webhook. */
  start: (webhook: string) => void;
  stop: () => void;
}

export interface PracticeOptions {
  secret: string;
  seed: string;
  clock: () => number;
  log: Logger;
  /** How long a second lasts here, in milliseconds. */
  secondMs?: number;
}

export const createPractice = (options: PracticeOptions): Practice => {
  const { secret, seed, clock, log, secondMs = 1000 } = options;
  const timers = new Set<NodeJS.Timeout>();
  const answered = new Map<string, number>();
  let webhook: string | undefined;

  const post = async (body: string): Promise<void> => {
    if (!webhook) return;
    const headers = {
      'content-type': 'application/json',
      'x-hub-signature-256': sign(body, secret),
    };
    const response = await fetch(webhook, { method: 'POST', headers, body });
    await response.arrayBuffer();
  };

  const later = (seconds: number, say: () => string | null) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const body = say();
      if (body === null) return;
      post(body).catch((error: unknown) => log.warn({ error }, 'practice could not post'));
    }, seconds * secondMs);
    timers.add(timer);
  };

  const begin = async (startedAt: number) => {
    const day = new Date(startedAt).toISOString().slice(0, 10);
    for (const person of people)
      for (const [index, line] of person.lines.entries()) {
        const id = `wamid.practice.${day}.${person.key}.${index}`;
        const say = (at: number) => saidBody(person, { ...line, id, at });
        if (line.after < 0) await post(say(startedAt + line.after * 1000));
        else later(line.after, () => say(clock()));
      }
  };

  const react = (person: Person, id: string, ourId: string) => {
    const turn = answered.get(person.key) ?? 0;
    answered.set(person.key, turn + 1);
    const dice = (about: string) => chance(seed, person.key, turn, about);
    const status = (word: string) => () => statusBody(person, { id, ourId, word, at: clock() });
    const readAfter = 2 + 3 * dice('read');
    later(0.2, status('sent'));
    later(0.6 + dice('delivered'), status('delivered'));
    later(readAfter, status('read'));
    const text = person.answers[turn % person.answers.length];
    if (dice('answers') < 0.7 && text !== undefined)
      later(readAfter + 3 + 5 * dice('thinks'), () =>
        saidBody(person, { id: `${id}.answer`, at: clock(), text }),
      );
  };

  const graph = createPracticeGraph({
    take: ({ phone, bsuid, ourId }) => {
      const person = people.find((one) => isThem(one, phone, bsuid));
      if (!person) return null;
      const id = `wamid.practice.reply.${ourId}`;
      react(person, id, ourId);
      return id;
    },
    onUnsubscribed: () => later(PHONE_SIDE_S, () => (graph.unlink() ? removedBody(clock()) : null)),
  });

  return {
    call: graph.call,
    start: (url) => {
      webhook = url;
      begin(clock()).catch((error: unknown) => log.warn({ error }, 'practice could not begin'));
    },
    stop: () => {
      webhook = undefined;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
