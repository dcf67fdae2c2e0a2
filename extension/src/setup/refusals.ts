/** What stood in the way, in a sentence that says what to do next. */
import type { Named } from '../i18n/en/setup-ui.ts';
import type { SetupWords } from '../i18n/setup-words.ts';
import type { Refusal } from './actions.ts';

export const sentenceOf = ({ ui }: SetupWords, { code, detail }: Refusal): string => {
  const about: Record<string, string | ((named: Named) => string)> = ui.add.errors;
  const known = about[code];
  if (typeof known === 'string') return known;
  if (known) return known(detail);
  if (code === 'unreachable') return ui.step.couldNot;
  if (code === 'forbidden') return ui.step.forbidden;
  return code === 'not-linked' ? ui.widget.cannotEnable : ui.step.refused(code);
};
