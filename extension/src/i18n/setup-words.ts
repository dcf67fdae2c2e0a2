/** The words of everything an admin sets up, in one language: fetched by the popup, and by a page that
 * keeps a checklist open. The inbox does without them. */
import type { ProofWord } from '@deskside/shared/proofs';
import type { AllChecklistWords } from './checklist-words.ts';
import type { ui } from './en/setup-ui.ts';
import type { Language } from './language.ts';

export type Detail = Readonly<Record<string, string | number | boolean>>;

/** How the reader writes days, times and countries. */
export interface Say {
  day: (at: number) => string;
  moment: (at: number) => string;
  country: (code: string) => string;
}

/** What a proof says, and what to do about it when it isn't so. */
export type ProofLine = string | ((detail: Detail, say: Say) => string);

/** Words for the judgement of a typed number. */
export type NumberWord =
  | 'country'
  | 'no-one-country'
  | 'ok'
  | 'empty'
  | 'not-a-number'
  | 'no-country-code'
  | 'unknown-country-code'
  | 'short-code'
  | 'too-short'
  | 'too-long'
  | 'not-assigned';

export interface SetupWords {
  ui: typeof ui;
  proof: Readonly<Record<ProofWord, ProofLine>>;
  number: Readonly<Record<NumberWord, ProofLine>>;
  kind: Readonly<Record<string, string>>;
  /** Kinds that Meta may not reach, each with why. */
  doubt: Readonly<Record<string, string>>;
  checklists: AllChecklistWords;
}

export const loadSetupWords = async (language: Language): Promise<SetupWords> =>
  language === 'en'
    ? (await import('./en/setup-all.ts')).setupWords
    : (await import('./zh-hant/setup-all.ts')).setupWords;
