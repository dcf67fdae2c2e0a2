/** What the judgement of a typed number proves of it, and in which word. */
import type { Judged } from '../numbers.ts';
import type { Proven } from './engine.ts';
import type { NumberCheck } from './model.ts';

/** Kinds that Meta's call or SMS may not reach, or that cost whoever calls. */
const doubtful: readonly string[] = ['toll-free', 'premium', 'shared-cost', 'pager', 'voicemail'];

const hasCode = ({ e164 }: Judged) => e164 !== null;

/** Short codes have up to six digits; anything that short under a country's code is none either. */
const isShort = ({ problem, written }: Judged) =>
  problem === 'short-code' || (problem === 'too-short' && written.replace(/\D/g, '').length <= 6);

export const provenOf = (judged: Judged, at: number): Record<NumberCheck, Proven> => {
  const { country, kind, problem, isValid, suggestion, written } = judged;
  const detail = {
    written,
    kind,
    ...(country ? { country } : {}),
    ...(suggestion ? { suggestion } : {}),
  };
  const proven = (isOk: boolean, word: string): Proven => ({
    isOk,
    by: 'deskside',
    at,
    word,
    detail,
  });
  return {
    'number-country': hasCode(judged)
      ? proven(true, country ? 'country' : 'no-one-country')
      : proven(false, problem ?? 'no-country-code'),
    'number-short-code': isShort(judged) ? proven(false, 'short-code') : proven(true, 'ok'),
    'number-valid': proven(isValid && problem === null, problem ?? 'ok'),
    'number-kind': proven(isValid && !doubtful.includes(kind), kind),
  };
};
