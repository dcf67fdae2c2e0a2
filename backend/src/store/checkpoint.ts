/**
 * Takes what SQLite's log holds to its place in the tables when nobody waits for it. SQLite does so by
 * itself, inside whichever commit makes the log too long, and whoever asked for that one waits several
 * times as long as all others. A moment after an answer is out, there is mostly nobody.
 */
import type { DatabaseSync } from 'node:sqlite';

/** Few enough that one turn of them stays short, and comes before SQLite's own. */
export const COMMITS = 250;
/** What was committed is answered and shown by then. */
const MOMENT_MS = 1;

/** Gives what is to be called after every commit. */
export const makeCheckpoints = (database: DatabaseSync) => {
  let commits = 0;
  let timer: NodeJS.Timeout | undefined;

  const take = () => {
    timer = undefined;
    try {
      database.exec('pragma wal_checkpoint(passive)');
      commits = 0;
    } catch {
      // A transaction has begun, the database has been closed, or the disk is full, which is said to
      // whoever writes. The log keeps what it holds, and the next commit has it tried again.
    }
  };

  return () => {
    commits += 1;
    if (commits < COMMITS || timer) return;
    timer = setTimeout(take, MOMENT_MS).unref();
  };
};
