/** What an admin may know of a number, or null when the server can't be asked now. */
import type { Fact } from '@deskside/shared/api';
import type { Widget } from '@deskside/shared/models';
import { ApiError, getFacts } from '../api.ts';
import type { Pairing } from '../settings.ts';

const orNothing = (error: unknown): null => {
  if (error instanceof ApiError) return null;
  throw error;
};

export const askForFacts = async (pairing: Pairing, id: string): Promise<Fact[] | null> => {
  const reply = await getFacts(pairing, id).catch(orNothing);
  return reply && addUp(reply.facts);
};

/** History comes in pieces; what counts is how much of it there was. */
export const addUp = (facts: readonly Fact[]): Fact[] => {
  const pieces = facts.filter(({ kind }) => kind === 'history');
  const [newest] = pieces;
  if (!newest) return [...facts];
  const count = pieces.reduce((sum, { detail }) => sum + Number(detail.count ?? 0), 0);
  return facts.flatMap((fact) =>
    fact === newest ? [{ ...fact, detail: { count } }] : fact.kind === 'history' ? [] : [fact],
  );
};

/** Names of things that a reader doesn't know by those names. */
const silent = /(^|[._])(id|ids|event|timestamp|time|phone_number|display_phone_number|hash)$/;

/** Meta's own words, as far as they tell a reader anything. */
export const wordsOf = ({ kind, detail, subject }: Fact): string => {
  // What these say is told in sentences elsewhere on the screen.
  if (kind === 'checked' || kind === 'unlinked') return '';
  return [
    subject.length < 80 && !/^[0-9a-f]{32}$/.test(subject) ? subject : '',
    ...Object.entries(detail)
      .filter(([name, value]) => !silent.test(name) && String(value).length <= 120)
      .map(([, value]) => String(value)),
  ]
    .filter(Boolean)
    .slice(0, 4)
    .join(' · ');
};

/** It only wrote, and no admin has added it: a server that was started with a token answers it all the
 * same. */
export const isUnclaimed = ({ way, isPractice }: Widget): boolean => way === null && !isPractice;
