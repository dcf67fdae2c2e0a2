import { AppError } from '../errors.ts';
import type { AppContext } from './context.ts';

export const demandAdmin = (c: AppContext): void => {
  if (c.get('caller').agent.role === 'agent')
    throw new AppError(403, 'forbidden', 'Only admins may read this.');
};
