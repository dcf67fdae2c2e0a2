/**
 * A phone number judged as it is typed: what country, what kind, whether there can be such a number,
 * and if it can't be used, why not. It rewrites nothing that isn't asked to be; what it takes for a
 * country's code must have been typed. The tables are large: whoever needs them imports this file late.
 */
import {
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';

export type NumberKind =
  | 'mobile'
  | 'fixed'
  | 'fixed-or-mobile'
  | 'voip'
  | 'toll-free'
  | 'premium'
  | 'shared-cost'
  | 'personal'
  | 'pager'
  | 'company'
  | 'voicemail'
  | 'unknown';

/** Why a number can't be used, or not yet. */
export type NumberProblem =
  | 'empty'
  | 'not-a-number'
  | 'no-country-code'
  | 'unknown-country-code'
  | 'short-code'
  | 'too-short'
  | 'too-long'
  | 'not-assigned';

export interface Judged {
  /** +85255550142, where it can be told. */
  e164: string | null;
  /** The same as people write it. */
  written: string;
  /** Two letters; null where a code belongs to no country, or to several. */
  country: string | null;
  kind: NumberKind;
  /** The length is right. */
  isPossible: boolean;
  /** The country has given out such numbers. */
  isValid: boolean;
  problem: NumberProblem | null;
  /** What was probably meant, when the country's code was typed without its plus. */
  suggestion: string | null;
}

const kinds: Record<Exclude<NumberType, undefined>, NumberKind> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'company',
  VOICEMAIL: 'voicemail',
};

/** Signs of any script that people write numbers with; everything else makes it no number. */
const digitsOf = (text: string) => text.normalize('NFKC').replace(/[\s().\-/‐-―·]/g, '');
const SHORT_CODE_MAX = 6;

const nothing = (typed: string, problem: NumberProblem): Judged => ({
  e164: null,
  written: typed.trim(),
  country: null,
  kind: 'unknown',
  isPossible: false,
  isValid: false,
  problem,
  suggestion: null,
});

const kindOf = (number: PhoneNumber): NumberKind => {
  const type = number.getType();
  return type ? kinds[type] : 'unknown';
};

const describe = (number: PhoneNumber, problem: NumberProblem | null): Judged => ({
  e164: number.number,
  written: number.formatInternational(),
  country: number.country ?? null,
  kind: kindOf(number),
  isPossible: number.isPossible(),
  isValid: number.isValid(),
  problem,
  suggestion: null,
});

const lengthProblem = (text: string): NumberProblem | null => {
  const found = validatePhoneNumberLength(text);
  if (found === 'INVALID_COUNTRY') return 'unknown-country-code';
  if (found === 'NOT_A_NUMBER') return 'not-a-number';
  if (found === 'TOO_LONG') return 'too-long';
  return found === 'TOO_SHORT' || found === 'INVALID_LENGTH' ? 'too-short' : null;
};

/** `home` is the country to suggest a code of, when none was typed. */
export const judgeNumber = (typed: string, home?: string): Judged => {
  const text = digitsOf(typed).replace(/^00/, '+');
  if (!text) return nothing(typed, 'empty');
  if (!/^\+?\d+$/.test(text)) return nothing(typed, 'not-a-number');
  if (!text.startsWith('+')) return withoutCode(typed, text, home);
  const problem = lengthProblem(text);
  const number = parsePhoneNumberFromString(text);
  if (!number) return nothing(typed, problem ?? 'too-short');
  return describe(number, problem ?? (number.isValid() ? null : 'not-assigned'));
};

const withoutCode = (typed: string, digits: string, home: string | undefined): Judged => {
  if (digits.length <= SHORT_CODE_MAX) return nothing(typed, 'short-code');
  const country = home && isSupportedCountry(home) ? home : undefined;
  const meant = [
    parsePhoneNumberFromString(`+${digits}`),
    country && parsePhoneNumberFromString(digits, country),
  ].find((one) => one?.isValid());
  return {
    ...nothing(typed, 'no-country-code'),
    suggestion: meant ? meant.formatInternational() : null,
  };
};
