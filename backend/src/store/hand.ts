/**
 * The one connection to Postgres that writes. What is asked in one turn goes out as one question, and what
 * is told before the next question as one statement; the order between asking and telling is kept.
 */
import type { Duplex } from 'node:stream';
import pg from 'pg';
import { toArray } from './array.ts';
import type { Ask, Tell } from './engine.ts';
import type { Patience } from './patience.ts';
import { askTogether, type Statement, tableOf, tellTogether } from './together.ts';

export interface Hand {
  ask: Ask;
  tell: Tell;
  /** One by one: for whoever needs more of the answer than its rows, or says several things at once. */
  query: (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;
  /** Makes the connection anew when it was lost, and forgets what was under way. */
  open: () => Promise<void>;
  /** Commits. Fails with whatever has failed of what was told. */
  commit: (text: string) => Promise<void>;
  rollback: () => Promise<void>;
  close: () => Promise<void>;
}

/** Nearly everything is asked by a key, and soon by the same text again. A plan made once, for a table that
 * was still empty, would read all of it for ever; so the keys' indexes are taken whatever the statistics
 * say. */
export const SETTINGS = 'set enable_seqscan = off; set jit = off';
/** Whatever is asked while writing is asked so often that it isn't even planned anew. And whoever falls
 * silent in the middle of a transaction must not keep all other writers waiting. */
const WRITING =
  "set plan_cache_mode = force_generic_plan; set idle_in_transaction_session_timeout = '30s'";

/** From so many rows on, Postgres had better begin while the next statement is still being made. */
const MANY = 8;

/** So much may wait for the end of a turn. */
const PACKET_BYTES = 16 * 1024;

interface Question extends Statement {
  resolve: (rows: unknown[]) => void;
  reject: (error: unknown) => void;
}

export const openHand = (patience: Patience, types: pg.CustomTypesConfig): Hand => {
  let client: pg.Client | undefined;
  let questions: Question[] = [];
  let untold: Statement[] = [];
  /** What was told in this transaction and is on its way. */
  let told: Promise<unknown>[] = [];

  const connected = () => {
    if (!client) throw new Error('Connection terminated.');
    return client;
  };
  /** Fails by its promise alone: what was asked beside it would otherwise fail with nobody listening,
   * which ends the process. */
  const query: Hand['query'] = async (text, values) => {
    const before = [...told];
    try {
      const line = connected();
      const answer = send(line, text, values);
      holdBack(line.connection.stream);
      return await patience.watch(line, answer);
    } catch (error) {
      // Once something has failed, Postgres answers everything with that, and not with why.
      await Promise.all(before);
      throw error;
    }
  };

  const sendQuestions = () => {
    const asked = questions;
    questions = [];
    const [only] = asked;
    if (!only) return;
    const { text, values } = asked.length > 1 ? askTogether(asked) : only;
    query(text, values).then(
      ({ rows }) => {
        if (asked.length === 1) return only.resolve(rows);
        const found = asked.map((): unknown[] => []);
        for (const { question, row } of rows as { question: number; row: unknown }[])
          found[question]?.push(row);
        asked.forEach(({ resolve }, index) => {
          resolve(found[index] ?? []);
        });
      },
      (error: unknown) => {
        for (const { reject } of asked) reject(error);
      },
    );
  };

  const sendTold = () => {
    const statements = untold;
    untold = [];
    if (statements.length === 0) return;
    const { text, values } = tellTogether(statements);
    const done = query(text, values);
    // Whoever commits hears of it; until then nobody listens.
    done.catch(() => undefined);
    told.push(done);
  };

  const sendAll = () => {
    sendTold();
    sendQuestions();
  };

  return {
    ask: <T>(text: string, values: readonly unknown[]) => {
      sendTold();
      return new Promise<T[]>((resolve, reject) => {
        if (questions.length === 0) queueMicrotask(sendQuestions);
        questions.push({ text, values, resolve: (rows) => resolve(rows as T[]), reject });
      });
    },
    tell: (text, values) => {
      sendQuestions();
      const statement = { text, values };
      const table = tableOf(statement);
      if (untold.some((one) => tableOf(one) === table)) sendTold();
      untold.push(statement);
      const [column] = values;
      if (Array.isArray(column) && column.length >= MANY) sendTold();
    },
    query: (text, values) => {
      sendAll();
      return query(text, values);
    },
    open: async () => {
      told = [];
      if (client) return;
      // What a transaction asks goes out at once, without waiting for the answer to what was asked
      // before: most of a small transaction would be waiting.
      const next = new pg.Client({ ...patience.limits, types, pipeline: true });
      const lose = () => {
        if (client === next) client = undefined;
      };
      next.on('error', lose);
      next.on('end', lose);
      await next.connect();
      await patience.greet(next, `${SETTINGS}; ${WRITING}`);
      client = next;
    },
    commit: async (text) => {
      sendAll();
      const committed = query(text);
      committed.catch(() => undefined);
      // Whatever has failed took the commit with it, though Postgres may call that a success.
      await Promise.all(told);
      await committed;
    },
    rollback: async () => {
      untold = [];
      // A connection that is lost has nothing to take back.
      if (client) await query('rollback').catch(() => undefined);
    },
    close: async () => client?.end(),
  };
};

/** Every packet wakes Postgres, and that costs both sides more than a small statement does. So what
 * follows in this turn leaves as one, unless it is much. */
const holdBack = (stream: Duplex): void => {
  if (stream.writableCorked === 0) {
    stream.cork();
    process.nextTick(() => stream.uncork());
  } else if (stream.writableLength >= PACKET_BYTES) {
    stream.uncork();
    stream.cork();
  }
};

/** As many texts of SQL as are kept prepared; what is made up as it goes along isn't. */
const NAMES_MAX = 400;
const names = new Map<string, string>();

const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known || names.size >= NAMES_MAX || !/^(select|insert|update|delete|with)/.test(text))
    return known;
  const name = `deskside ${names.size}`;
  names.set(text, name);
  return name;
};

/** Under a name, Postgres reads and plans a statement once for a connection instead of every time. The
 * driver is given its own kind of query: of any other it makes a copy, property by property. */
export const send = (
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult> =>
  new Promise((resolve, reject) => {
    const given = values.map((value) => (Array.isArray(value) ? toArray(value) : value));
    const query = new pg.Query(text, given, (error, result) =>
      error ? reject(error) : resolve(result),
    );
    client.query(Object.assign(query, { name: nameOf(text) }));
  });
