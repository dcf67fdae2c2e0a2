/** Several webhooks tell of one call, in any order. Put together they say the same, whichever came
 * first: the earliest moment, the furthest state, the longest duration. */
import type { CallState, Content } from '@deskside/shared/content';
import type { Origin } from '@deskside/shared/models';

type CallContent = Extract<Content, { type: 'call' }>;
interface Told {
  at: number;
  origin: Origin;
  content: CallContent;
}

/** An end with words spoken stands above all: then it was answered. */
const ladder: readonly CallState[] = ['ringing', 'missed', 'rejected', 'answered', 'ended'];

export const mergeCalls = (a: Told, b: Told): Told => {
  const isIn = a.content.direction === 'in' || b.content.direction === 'in';
  const seconds = Math.max(a.content.seconds ?? 0, b.content.seconds ?? 0);
  const state =
    ladder[Math.max(ladder.indexOf(a.content.state), ladder.indexOf(b.content.state))] ?? 'ended';
  return {
    at: Math.min(a.at, b.at),
    origin: isIn ? 'customer' : 'phone',
    content: {
      type: 'call',
      direction: isIn ? 'in' : 'out',
      state,
      ...(seconds > 0 ? { seconds } : {}),
    },
  };
};
