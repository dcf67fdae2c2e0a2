/** Whether it has been quiet for longer than it usually is. */
import type { DeliveriesReply } from '@deskside/shared/manage';

/** As many deliveries must be missing before it is said: shops have quiet hours. */
const MISSING = 10;

/** For how many whole hours nothing has come, and what is usual in each of them; null while that is no
 * news. The hour that runs says nothing yet. */
export const silenceOf = ({
  hours,
  usualDays,
}: Pick<DeliveriesReply, 'hours' | 'usualDays'>): { hours: number; usual: number } | null => {
  if (usualDays === 0 || hours.at(-1)?.stored) return null;
  const over = hours.slice(0, -1);
  const last = over.findLastIndex(({ stored }) => stored > 0);
  const silent = over.slice(last + 1);
  const missing = silent.reduce((sum, { usual }) => sum + usual, 0);
  if (silent.length === 0 || missing < MISSING) return null;
  return { hours: silent.length, usual: Math.round((10 * missing) / silent.length) / 10 };
};
