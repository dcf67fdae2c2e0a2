import { type Kysely, sql } from 'kysely';

/** What setting up needs: the channel's switch, a widget's settings and how it was linked, what machines
 * have proved, sealed secrets, accounts at Meta; and looking after it: when browsers were last seen, who
 * has left, how deliveries came hour by hour, the workspace's own settings. */
export const setup = (isPostgres: boolean) => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const run = (text: string) => sql.raw(text).execute(db);
    const int = isPostgres ? 'bigint' : 'integer';
    const strict = isPostgres ? '' : 'strict';

    await run(`create table channels (
      id text primary key, "isOn" ${int} not null, "changedAt" ${int} not null) ${strict}`);
    await run(`insert into channels values ('whatsapp', 1, 0)`);

    for (const column of [
      `"publicName" text not null default ''`,
      `answering text not null default 'ask-then-bot'`,
      `"answerAfterMinutes" ${int} not null default 2`,
      `"isBotOn" ${int} not null default 1`,
      `"handsOver" ${int} not null default 1`,
      `greeting text not null default ''`,
      'way text',
      `"addedAt" ${int}`,
      `"isOnPhone" ${int}`,
      'unsubscribe text',
    ])
      await run(`alter table widgets add column ${column}`);
    await run('update widgets set "publicName" = name');

    await run(`create table proofs (
      id text primary key, "check" text not null, subject text not null,
      "isOk" ${int} not null, at ${int} not null, "by" text not null, word text not null,
      detail text not null) ${strict}`);
    await run(`create table secrets (
      name text primary key, sealed text not null, at ${int} not null) ${strict}`);
    await run(`create table accounts (
      "accountId" text primary key, name text not null, "portfolioId" text,
      way text not null, at ${int} not null) ${strict}`);
    await run(`create table signups (
      hash text primary key, "agentId" text not null, "expiresAt" ${int} not null,
      "usedAt" ${int}) ${strict}`);

    await run(`alter table devices add column "lastSeenAt" ${int}`);
    await run(`alter table agents add column "removedAt" ${int}`);
    await run(`alter table "pairingCodes" add column "agentId" text`);

    // Numbers over time are read by the day. Both grow at their end only: a message costs fourteen
    // bytes here, on a page that is in memory anyway.
    await run('create index "messagesByTime" on messages (at)');
    await run('create index "sessionsByTime" on sessions ("openedAt")');

    await run(`create table "deliveryHours" (
      hour ${int} not null, "numberId" text not null, outcome text not null,
      count ${int} not null, "lastAt" ${int} not null,
      primary key (hour, "numberId", outcome)) ${strict}`);

    await run(`create table workspace (
      id ${int} primary key check (id = 1), name text not null, "timeZone" text,
      "keepDays" ${int}) ${strict}`);
    await run(`insert into workspace (id, name) values (1, '')`);
  },
});
