import type { Refusal } from './actions.ts';
import { useSetup } from './context.ts';
import { sentenceOf } from './refusals.ts';

export const Refused = ({ refusal }: { refusal: Refusal | null }) => {
  const { words } = useSetup();
  if (!refusal) return null;
  return (
    <p class="strip bad" role="alert">
      {sentenceOf(words, refusal)}
    </p>
  );
};
