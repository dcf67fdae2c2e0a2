import { type Kysely, sql } from 'kysely';

/**
 * What it takes to keep all that Meta sends: who holds which number and when, what hangs on a message,
 * what an account was told, and closes as facts of their own, so that sessions can always be worked
 * out anew.
 */
export const everything = (isPostgres: boolean) => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const run = (text: string) => sql.raw(text).execute(db);
    const int = isPostgres ? 'bigint' : 'integer';
    const strict = isPostgres ? '' : 'strict';
    const add = async (table: string, columns: readonly string[]) => {
      for (const column of columns)
        await run(`alter table ${table} add column ${column.replace(/ int\b/, ` ${int}`)}`);
    };

    await add('widgets', [
      '"linkReason" text',
      '"linkDetail" text',
      '"checkDue" int not null default 0',
    ]);
    await add('contacts', [
      '"personId" text not null default \'\'',
      '"profileName" text',
      '"profileAt" int not null default 0',
      '"profileUsername" text',
      '"usernameAt" int not null default 0',
      '"bookName" text',
      '"bookAt" int not null default 0',
    ]);
    await run(
      'update contacts set "personId" = id, "profileName" = name, "profileAt" = "nameAt", "profileUsername" = username, "usernameAt" = "nameAt"',
    );
    await run('alter table contacts drop column "nameAt"');
    await run('create index "contactsOfPerson" on contacts ("personId")');

    await run(`create table claims (
      scope text not null, kind text not null, value text not null, holder text not null,
      "contactId" text not null, "firstAt" ${int} not null,
      primary key (scope, value, kind, holder)) ${strict}`);
    await run(`insert into claims select distinct w."accountId", a.kind, a.value,
      case when a.kind = 'bsuid' then '' else coalesce(
        (select min(b.value) from aliases b where b."contactId" = a."contactId" and b.kind = 'bsuid'), '') end,
      a."contactId", 0 from aliases a join conversations c on c."contactId" = a."contactId"
      join widgets w on w.id = c."widgetId"`);
    await run('create index "claimsOfContact" on claims ("contactId")');
    await run('drop table aliases');

    await add('conversations', [
      '"sessionId" text',
      '"lastMovedAt" int',
      '"refusedAt" int',
      '"lastHour" int not null default 0',
    ]);
    await run('update conversations set "lastHour" = "lastAt" / 3600000');
    await run('drop index "conversationsByTime"');
    await run('create index "conversationsByHour" on conversations ("lastHour")');
    await run('update conversations set "lastMovedAt" = "windowEndsAt" - 86400000');
    await run(`update conversations set "sessionId" = (select s.id from sessions s
      where s."conversationId" = conversations.id order by s."openedAt" desc limit 1)`);
    await run('alter table conversations drop column "windowEndsAt"');

    await run(`create table closes (
      id text primary key, "contactId" text not null, "widgetId" text not null,
      at ${int} not null, "agentId" text not null, "weakKey" text) ${strict}`);
    await run(`insert into closes (id, "contactId", "widgetId", at, "agentId", "weakKey")
      select s.id, c."contactId", c."widgetId", s."closedAt", s."closedBy",
        case when k.bsuid is null then w."accountId" || ' phone ' || k.phone end
      from sessions s join conversations c on c.id = s."conversationId"
      join contacts k on k.id = c."contactId" join widgets w on w.id = c."widgetId"
      where s."closedAt" is not null`);
    await run('create index "closesOfContact" on closes ("contactId", "widgetId")');

    await add('messages', [
      '"contactId" text',
      '"weakKey" text',
      '"movesWindow" int not null default 0',
      '"quotedMetaId" text',
      'extras text',
      '"revokedAt" int',
      'pricing text',
    ]);
    await run('update messages set "movesWindow" = "isSpoken"');
    await run(`update messages set "contactId" = (select c."contactId" from conversations c
      where c.id = messages."conversationId")`);
    await run('drop index "messagesByArrival"');
    // Whoever was known by a phone alone may turn out to be somebody.
    await run(`update messages set "weakKey" = (select w."accountId" || ' phone ' || c.phone
      from contacts c, widgets w where c.id = messages."contactId" and w.id = messages."widgetId")
      where "contactId" in (select id from contacts where bsuid is null and phone is not null)`);
    await run(`update messages set content = '{"type":"unsupported","kind":"unavailable","code":"131060"}'
      where content like '{"type":"unsupported","kind":"unavailable"%'`);
    await run(
      `create index "messagesRevoked" on messages ("revokedAt") where "revokedAt" is not null`,
    );
    await run(`create index "messagesQuoting" on messages ("widgetId", "quotedMetaId")
      where "quotedMetaId" is not null`);

    await run(`create table marks (
      "widgetId" text not null, "metaId" text not null, "targetMetaId" text not null,
      kind text not null, side text not null, at ${int} not null, content text, raw text,
      primary key ("widgetId", "metaId")) ${strict}`);
    await run('create index "marksByTarget" on marks ("widgetId", "targetMetaId")');

    await add('"earlyStatuses"', ['pricing text']);

    await run(`create table links (
      a text not null, b text not null, "by" text not null, at ${int} not null,
      primary key (a, b, "by")) ${strict}`);
    await run('create index "linksBack" on links (b)');

    await run(`create table facts (
      "accountId" text not null, number text not null, kind text not null, subject text not null,
      at ${int} not null, detail text not null,
      primary key ("accountId", number, kind, subject)) ${strict}`);

    await add('aside', ['"numberId" text', 'tries int not null default 0']);
  },
});
