/** Takes a widget away with everything that was said to it. Only the practice number ever goes: what real
 * customers wrote is kept, whatever becomes of the number. */
import type { ContactId } from '@deskside/shared/ids';
import { linksOf, removeLinks } from './claims.ts';
import type { Tx } from './db.ts';
import { removeMessages } from './messages.ts';
import { removeSessions } from './sessions.ts';
import type { WidgetRow } from './widgets.ts';

/** Nobody of this account is one with somebody else any more; the answer is who they are. */
export const unlinkAccount = async (tx: Tx, accountId: string): Promise<ContactId[]> => {
  const claims = await tx.db
    .selectFrom('claims')
    .select('contactId')
    .distinct()
    .where('scope', '=', accountId)
    .execute();
  const ids = claims.map(({ contactId }) => contactId);
  await removeLinks(tx, await linksOf(tx, ids));
  return ids;
};

export const removeWidget = async (
  tx: Tx,
  { id, accountId }: WidgetRow,
  contactIds: readonly ContactId[],
): Promise<void> => {
  const said = await tx.db.selectFrom('messages').select('id').where('widgetId', '=', id).execute();
  await removeMessages(
    tx,
    said.map((row) => row.id),
  );
  for (const table of ['marks', 'earlyStatuses', 'closes'] as const)
    await tx.db.deleteFrom(table).where('widgetId', '=', id).execute();
  // An empty one of theirs may be left with another widget, from when they were one with somebody there.
  const rows = await tx.db
    .selectFrom('conversations')
    .select('id')
    .where((eb) => eb.or([eb('widgetId', '=', id), tx.among('contactId', contactIds)]))
    .execute();
  const conversations = rows.map((row) => row.id);
  const sessions = await tx.db
    .selectFrom('sessions')
    .select('id')
    .where(tx.among('conversationId', conversations))
    .execute();
  await removeSessions(
    tx,
    sessions.map((row) => row.id),
  );
  await tx.db.deleteFrom('conversations').where(tx.among('id', conversations)).execute();
  for (const one of conversations) tx.emit('conversation', one);
  await tx.db.deleteFrom('claims').where('scope', '=', accountId).execute();
  await tx.db.deleteFrom('contacts').where(tx.among('id', contactIds)).execute();
  for (const one of contactIds) tx.emit('contact', one);
  await tx.db.deleteFrom('facts').where('accountId', '=', accountId).execute();
  const proofs = await tx.db
    .deleteFrom('proofs')
    .where('subject', '=', id)
    .returning('id')
    .execute();
  for (const proof of proofs) tx.emit('proof', proof.id);
  await tx.db.deleteFrom('widgets').where('id', '=', id).execute();
  tx.emit('widget', id);
};
