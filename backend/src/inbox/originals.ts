/** What a revoked message said. */
import type { Content } from '@deskside/shared/content';
import type { MessageId } from '@deskside/shared/ids';
import type { Extras } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import type { Store } from '../store/db.ts';
import { messageById } from '../store/messages.ts';

export const readOriginal = async (
  db: Store['read'],
  id: MessageId,
): Promise<{ content: Content; earlier: Extras['earlier'] }> => {
  const row = await messageById(db, id);
  if (!row) throw new AppError(404, 'not-found', 'There is no such message.');
  const { earlier } = (row.extras === null ? {} : JSON.parse(row.extras)) as Extras;
  return { content: JSON.parse(row.content) as Content, earlier };
};
