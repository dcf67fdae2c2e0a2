/**
 * What one stretch of time held, read by the index on times, where the rows of a day lie side by side.
 * With a million messages in two months a day costs a tenth of a second: thirty milliseconds for what
 * was said, and a little for each session, two hundred at a time.
 */
import { setImmediate } from 'node:timers/promises';
import type { ConversationId, SessionId, WidgetId } from '@deskside/shared/ids';
import type { Origin } from '@deskside/shared/models';
import { sessionEndsAt } from '@deskside/shared/session';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { threadOf } from './keys.ts';
import { asOf, type SessionRow } from './sessions.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export interface Stretch {
  from: number;
  to: number;
}

/** Of each conversation in which somebody spoke: by whom, and how often. Replies that failed were never
 * said. */
export const spokenBetween = (
  db: Db,
  { from, to }: Stretch,
): Promise<
  { widgetId: WidgetId; conversationId: ConversationId; origin: Origin; count: number }[]
> =>
  db
    .selectFrom('messages')
    .select(['widgetId', 'conversationId', 'origin'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('isSpoken', '=', 1)
    .where((eb) => eb.or([eb('delivery', 'is', null), eb('delivery', '<>', 'failed')]))
    .groupBy(['widgetId', 'conversationId', 'origin'])
    .execute();

export interface Opening {
  widgetId: WidgetId;
  openedAt: number;
  /** The first answer within the session, if there was one. */
  repliedAt: number | null;
  repliedBy: Origin | null;
}

/** The sessions that opened, each with its first answer. */
export const openedBetween = async (db: Db, { from, to }: Stretch): Promise<Opening[]> => {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('conversations as c', 'c.id', 'sessions.conversationId')
    .selectAll('sessions')
    .select(['c.widgetId', 'c.sessionId', 'c.lastCustomerAt as lastWordAt'])
    .where('sessions.openedAt', '>=', from)
    .where('sessions.openedAt', '<', to)
    .execute();
  const sessions = rows.map(({ widgetId, sessionId, lastWordAt, ...row }) => ({
    widgetId,
    ...asOf(row, { sessionId, lastCustomerAt: lastWordAt }),
  }));
  const replies = await firstReplies(db, sessions);
  return sessions.map(({ id, widgetId, openedAt }) => ({
    widgetId,
    openedAt,
    repliedAt: replies.get(id)?.at ?? null,
    repliedBy: replies.get(id)?.origin ?? null,
  }));
};

interface Reply {
  id: SessionId;
  at: number;
  origin: Origin;
}

/** As many sessions are asked about at once, always: one text of SQL, which is made once. */
const PORTION = 200;
const texts = new WeakMap<Db, string>();

const textFor = (db: Db): string => {
  const known = texts.get(db);
  if (known) return known;
  const values = Array.from(
    { length: PORTION },
    () =>
      sql`(cast(${''} as text), cast(${''} as text), cast(${0} as bigint), cast(${0} as bigint),
        cast(${0} as bigint))`,
  );
  // By the index that puts a thread's messages in order: a step or two for each session.
  const text =
    sql`with s (id, "conversationId", thread, "from", "to") as (values ${sql.join(values)})
    select s.id, m.at, m.origin from s join messages m on m.id = (
      select r.id from messages r where r.thread = s.thread and r.at >= s."from" and r.at < s."to"
        and r."conversationId" = s."conversationId" and r.origin <> 'customer' and r."isSpoken" = 1
        and (r.delivery is null or r.delivery <> 'failed')
      order by r.at, r.id limit 1)`.compile(db).sql;
  texts.set(db, text);
  return text;
};

const nobody = ['', '', 0, 0, 0];

const firstReplies = async (
  db: Db,
  sessions: readonly SessionRow[],
): Promise<ReadonlyMap<SessionId, Reply>> => {
  const found = new Map<SessionId, Reply>();
  for (let at = 0; at < sessions.length; at += PORTION) {
    const values: unknown[] = [];
    for (let index = at; index < at + PORTION; index += 1) {
      const session = sessions[index];
      if (!session) values.push(...nobody);
      else {
        const { id, conversationId, openedAt } = session;
        values.push(id, conversationId, threadOf(conversationId), openedAt, sessionEndsAt(session));
      }
    }
    const { rows } = await db.executeQuery<Reply>(CompiledQuery.raw(textFor(db), values));
    for (const reply of rows) found.set(reply.id, reply);
    // SQLite answers within our turn; between two questions others get theirs.
    await setImmediate();
  }
  return found;
};
