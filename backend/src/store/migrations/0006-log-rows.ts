import { type Kysely, sql } from 'kysely';

/** A row of the log tells of all that a commit has changed, or of some of it, and no longer of one change.
 * What is in the log stays readable. */
export const logRows = (isPostgres: boolean) => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const run = (text: string) => sql.raw(text).execute(db);
    const int = isPostgres ? 'bigint' : 'integer';
    const [list, text] = isPostgres ? ['json_build_array', '::text'] : ['json_array', ''];
    await run('alter table events rename to "eventsBefore"');
    await run(`create table events (seq ${int} primary key, at ${int} not null,
      changes text not null) ${isPostgres ? '' : 'strict'}`);
    await run(`insert into events (seq, at, changes)
      select seq, at, ${list}(${list}(type, id))${text} from "eventsBefore"`);
    await run('drop table "eventsBefore"');
  },
});
