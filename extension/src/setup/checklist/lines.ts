/** What a proof says, in the reader's language. */
import type { Proven } from '@deskside/shared/checklists/engine';
import type { Step } from '@deskside/shared/checklists/model';
import type { ProofLine, Say, SetupWords } from '../../i18n/setup-words.ts';

export const proofLine = (words: SetupWords, say: Say, step: Step, proven: Proven): string => {
  const { word, detail, isOk } = proven;
  const isOfNumber = step.kind === 'check' && step.check.startsWith('number-');
  if (step.kind === 'check' && step.check === 'number-kind')
    return isOk ? (words.kind[word] ?? '') : (words.doubt[word] ?? words.doubt.unknown ?? '');
  const lines: Readonly<Record<string, ProofLine>> =
    isOfNumber && word in words.number ? words.number : words.proof;
  const line = lines[word];
  if (line === undefined) return '';
  return typeof line === 'string' ? line : line(detail, say);
};
