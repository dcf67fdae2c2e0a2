/** The one switch. Whether a widget is a draft because of it is worked out, never written into the widget:
 * so turning it on again brings back exactly what it took. */
import type { Channel } from '@deskside/shared/models';
import type { Kysely } from 'kysely';
import type { Reader, Tx } from './db.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

export const readChannel = async (db: Kysely<Tables>): Promise<Channel> => {
  const row = await db.selectFrom('channels').selectAll().executeTakeFirstOrThrow();
  return { ...row, isOn: row.isOn === 1 };
};

export const shownChannels = async ({ db }: Reader): Promise<Channel[]> => [await readChannel(db)];

export const saveChannel = async (tx: Tx, channel: Channel): Promise<void> => {
  await upsert(tx, 'channels', ['id'], [{ ...channel, isOn: channel.isOn ? 1 : 0 }]);
  tx.emit('channel', channel.id);
};
