/** Whether something at an address is a Deskside server, as the world outside sees it. */
import * as z from 'zod/mini';
import { openCall } from './call.ts';

const Health = z.looseObject({ name: z.literal('deskside') });

export const probe = async (address: string): Promise<'ours' | 'other' | 'none'> => {
  const answer = await openCall(address)({ method: 'GET', path: '/healthz' }, '');
  if (answer.kind !== 'answered') return 'none';
  return Health.safeParse(answer.body).success ? 'ours' : 'other';
};
