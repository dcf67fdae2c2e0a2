import { DAY_MS } from '@deskside/shared/session';
import { initialsOf, toneOf } from '../ui/format.ts';

interface Props {
  name: string;
  windowEndsAt: number | null;
  now: number;
  isSmall?: boolean;
}

/** Who it is, and how much of the 24 hours is left. The words beside it say the same. */
export const Ring = ({ name, windowEndsAt, now, isSmall }: Props) => {
  const msLeft = (windowEndsAt ?? 0) - now;
  const left = msLeft <= 0 ? 1 : Math.min(1, msLeft / DAY_MS);
  return (
    <div
      class={`ring is-${toneOf(msLeft)} ${isSmall ? 'is-small' : ''}`}
      style={{ '--left': left.toFixed(3) }}
      aria-hidden="true"
    >
      <span>{initialsOf(name)}</span>
    </div>
  );
};
