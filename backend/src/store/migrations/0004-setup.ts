import { type Kysely, sql } from 'kysely';

/** What setting up needs: the channel's switch, a widget's settings and how it was linked, what machines
 * have proved, sealed secrets, and accounts at Meta. */
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
  },
});
