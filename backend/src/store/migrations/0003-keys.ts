import type { ConversationId, WidgetId } from '@deskside/shared/ids';
import { type Kysely, sql } from 'kysely';
import { metaKeyOf, threadOf } from '../keys.ts';

const PORTION = 1000;

interface Old {
  id: string;
  conversationId: ConversationId;
  widgetId: WidgetId;
  metaId: string | null;
}

/**
 * Messages are found by short keys (keys.ts). Their references go: a message is only ever written in
 * the transaction that has read its conversation and its widget, and looking both up again, for every
 * message, is work without a question. The log counts transactions, so that a server knows whether
 * another one has written.
 */
export const keys = (isPostgres: boolean) => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const run = (text: string) => sql.raw(text).execute(db);
    const int = isPostgres ? 'bigint' : 'integer';
    await run(`alter table log add column writes ${int} not null default 0`);
    await run('drop index "messagesInOrder"');
    if (isPostgres) {
      await run(`alter table messages
        drop constraint "messages_conversationId_fkey", drop constraint "messages_widgetId_fkey",
        drop constraint "messages_widgetId_metaId_key",
        add column thread bigint not null default 0, add column "metaKey" text collate "C"`);
    } else {
      // SQLite takes a constraint away only with its table.
      await run(`create table "messagesNext" (
        id text primary key, "conversationId" text not null, thread ${int} not null default 0,
        "contactId" text, "weakKey" text, "widgetId" text not null, "metaId" text, "metaKey" text,
        origin text not null, "agentId" text, at ${int} not null, content text not null,
        "isSpoken" ${int} not null, "movesWindow" ${int} not null, "quotedMetaId" text, extras text,
        "revokedAt" ${int}, delivery text, failure text, pricing text, raw text,
        "sendStartedAt" ${int}) strict`);
      const columns = `id, "conversationId", "contactId", "weakKey", "widgetId", "metaId", origin,
        "agentId", at, content, "isSpoken", "movesWindow", "quotedMetaId", extras, "revokedAt",
        delivery, failure, pricing, raw, "sendStartedAt"`;
      await run(`insert into "messagesNext" (${columns}) select ${columns} from messages`);
      await run('drop table messages');
      await run('alter table "messagesNext" rename to messages');
      await run('create index "messagesQueued" on messages (delivery) where delivery = \'queued\'');
      await run(
        'create index "messagesRevoked" on messages ("revokedAt") where "revokedAt" is not null',
      );
      await run(`create index "messagesQuoting" on messages ("widgetId", "quotedMetaId")
        where "quotedMetaId" is not null`);
    }
    await fill(db);
    await run('create unique index "messagesByMetaKey" on messages ("metaKey")');
    await run('create index "messagesInOrder" on messages (thread, at)');
  },
});

const fill = async (db: Kysely<unknown>): Promise<void> => {
  let last = '';
  for (;;) {
    const { rows } = await sql<Old>`select id, "conversationId", "widgetId", "metaId"
      from messages where id > ${last} order by id limit ${PORTION}`.execute(db);
    for (const { id, conversationId, widgetId, metaId } of rows) {
      const metaKey = metaId && metaKeyOf(widgetId, metaId);
      await sql`update messages set thread = ${threadOf(conversationId)}, "metaKey" = ${metaKey}
        where id = ${id}`.execute(db);
    }
    if (rows.length < PORTION) return;
    last = rows.at(-1)?.id ?? '';
  }
};
