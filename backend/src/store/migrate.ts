/** Brings a database to the tables of this version. */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { everything } from './migrations/0002-everything.ts';
import { keys } from './migrations/0003-keys.ts';
import { setup } from './migrations/0004-setup.ts';
import { log } from './migrations/0005-log.ts';
import { logRows } from './migrations/0006-log-rows.ts';
import { schema } from './migrations/schema.ts';
import { learnTypes } from './upsert.ts';

/** The first step only ever meets a fresh database, and gives it everything at once: all those that have
 * come after it have nothing left to do there. */
const stepsOf = (isPostgres: boolean): Record<string, Migration> => {
  let isFresh = false;
  const later = ({ up }: Migration): Migration => ({
    up: async (db) => {
      if (!isFresh) await up(db);
    },
  });
  const first = async (db: Kysely<unknown>) => {
    isFresh = true;
    for (const statement of schema(isPostgres)) await sql.raw(statement).execute(db);
  };
  return {
    '0001-first': { up: first },
    '0002-everything': later(everything(isPostgres)),
    '0003-keys': later(keys(isPostgres)),
    '0004-setup': later(setup(isPostgres)),
    '0005-log': later(log(isPostgres)),
    '0006-log-rows': later(logRows(isPostgres)),
  };
};

/** Kysely keeps two servers that start at once from migrating together. SQLite's statements go into one
 * transaction by our own hand: a commit for each would be most of a first start. */
export const migrate = ({ isPostgres, reader, writer }: Engine): Promise<void> =>
  writer.connection().execute(async (connection) => {
    const migrator = new Migrator({
      db: isPostgres ? reader : connection,
      provider: { getMigrations: async () => stepsOf(isPostgres) },
    });
    if (!isPostgres) await sql`begin immediate`.execute(connection);
    const { error } = await migrator.migrateToLatest();
    if (!isPostgres) await sql.raw(error ? 'rollback' : 'commit').execute(connection);
    if (error) throw isFromLater(error) ? new Error(FROM_LATER) : error;
    if (isPostgres) await learnTypes(connection);
  });

const FROM_LATER =
  'This database belongs to a newer version of Deskside. Start that version, or restore a copy from before it.';

/** Kysely calls it corrupted. */
const isFromLater = (error: unknown): boolean =>
  error instanceof Error && /previously executed migration .* is missing/.test(error.message);
