/**
 * What one stretch of time held, read by the index on times: the rows of a day lie side by side, so a
 * day of a million messages in two months costs some thirty milliseconds.
 */
import type { ConversationId, WidgetId } from '@deskside/shared/ids';
import type { Origin } from '@deskside/shared/models';
import { DAY_MS } from '@deskside/shared/session';
import type { Kysely } from 'kysely';
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

/** The sessions that opened, each with its first answer. The latest session of a conversation lasts as
 * long as the conversation's last word says (store/sessions.ts). */
export const openedBetween = (db: Db, { from, to }: Stretch): Promise<Opening[]> =>
  db
    .selectFrom('sessions as s')
    .innerJoin('conversations as c', 'c.id', 's.conversationId')
    .leftJoin('messages as r', (join) =>
      join.on('r.id', '=', (eb) =>
        eb
          .selectFrom('messages as m')
          .select('m.id')
          .whereRef('m.conversationId', '=', 's.conversationId')
          .whereRef('m.at', '>=', 's.openedAt')
          .where('m.at', '<', (inner) =>
            inner
              .case()
              .when('s.closedAt', 'is not', null)
              .then(inner.ref('s.closedAt'))
              .when('c.sessionId', '=', inner.ref('s.id'))
              .then(inner('c.lastCustomerAt', '+', DAY_MS))
              .else(inner('s.lastCustomerAt', '+', DAY_MS))
              .end(),
          )
          .where('m.origin', '<>', 'customer')
          .where('m.isSpoken', '=', 1)
          .where((inner) =>
            inner.or([inner('m.delivery', 'is', null), inner('m.delivery', '<>', 'failed')]),
          )
          .orderBy('m.at')
          .orderBy('m.id')
          .limit(1),
      ),
    )
    .select(['c.widgetId', 's.openedAt', 'r.at as repliedAt', 'r.origin as repliedBy'])
    .where('s.openedAt', '>=', from)
    .where('s.openedAt', '<', to)
    .execute();
