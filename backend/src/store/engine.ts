/** What db.ts needs of a database, and what the two of them do differently behind it. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A text of SQL as it is, within the transaction. For the way in, where a query builder would be most
 * of a query. Several may be asked before the first has answered; they keep their order. */
export type Ask = <T>(text: string, values: readonly unknown[]) => Promise<T[]>;

/** The same for what is only to be done. Nobody waits for it: it is done before whatever is asked after
 * it, and if it fails, nothing is committed. */
export type Tell = (text: string, values: readonly unknown[]) => void;

/** The last event's place, and how many transactions there have been, with events or without. */
export interface LogEnd {
  seq: number;
  writes: number;
}

export interface Engine {
  isPostgres: boolean;
  reader: Kysely<Tables>;
  /** The same as `ask`, of what is committed, and by whoever only reads. */
  look: Ask;
  /** Over the connection that `ask` uses, once it is held. */
  writer: Kysely<Tables>;
  ask: Ask;
  tell: Tell;
  /** Waits as long as it is worth, so that whoever is about to write can join. */
  gather: () => Promise<void>;
  /** Begins a transaction that no other writer's overlaps, and tells where the log stands. */
  begin: () => Promise<LogEnd>;
  /** Commits; the log stands there then. Others need only be woken if it has grown. */
  commit: (end: LogEnd, hasGrown: boolean) => Promise<void>;
  rollback: () => Promise<void>;
  /** Hears of other servers' commits from now on. */
  listen: (wake: () => void) => Promise<void>;
  close: () => Promise<void>;
}
