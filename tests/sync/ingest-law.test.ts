/**
 * The ingest law: any order, repetition and batching of the same deliveries gives the same rows.
 */
import { ingestDelivery } from '@deskside/backend/inbox/ingest';
import { takeSnapshot } from '@deskside/backend/inbox/snapshot';
import { readWebhook } from '@deskside/backend/meta/webhook';
import { openStore, type Store } from '@deskside/backend/store/db';
import type { AgentId } from '@deskside/shared/ids';
import { DAY_MS } from '@deskside/shared/session';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatabaseKind, databases, makeDatabase } from '../make.ts';
import { bodyOf, type Said, someLife } from './world.ts';

const me = { id: 'me' as AgentId, name: 'Me', role: 'owner' } as const;
const options = { canSend: true, arrivedAt: 0 };

/** How the same things are delivered: shuffled, some again, cut into batches. */
const deliveries = (life: Said[]): fc.Arbitrary<Said[][]> =>
  fc
    .tuple(
      fc.shuffledSubarray(life, { minLength: life.length, maxLength: life.length }),
      fc.subarray(life),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 60, maxLength: 60 }),
    )
    .map(([first, again, sizes]) => {
      const all = [...first, ...again];
      const batches: Said[][] = [];
      for (const size of sizes) {
        if (all.length === 0) break;
        batches.push(all.splice(0, size));
      }
      return batches;
    });

/** Ids are ours and made by chance; every row is named by Meta's id or its moment instead. */
const rowsOf = async (store: Store) => {
  const { contacts, conversations, sessions, messages } = await takeSnapshot(store, me);
  const nameOf = new Map(
    contacts.map(({ id, ...contact }) => [id as string, JSON.stringify(contact)]),
  );
  const inOrder = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  const conversationName = new Map(
    conversations.map(({ id, contactId }) => [id as string, nameOf.get(contactId)]),
  );
  return {
    contacts: inOrder([...nameOf.values()]),
    sessions: inOrder(
      sessions.map(({ id: _, conversationId, ...rest }) => [
        conversationName.get(conversationId),
        rest,
      ]),
    ),
    messages: inOrder(
      messages.map(({ id: _, conversationId, ...rest }) => [
        conversationName.get(conversationId),
        rest,
      ]),
    ),
    conversations: inOrder(
      conversations.map((row) => [
        nameOf.get(row.contactId),
        row.session && { ...row.session, id: '', conversationId: '' },
        row.lastMessage && { ...row.lastMessage, id: '', conversationId: '' },
        [row.lastCustomerAt, row.lastReplyAt, row.windowEndsAt, row.unreadCount],
      ]),
    ),
  };
};

const ingestAll = async (kind: DatabaseKind, batches: Said[][]) => {
  const database =
    kind === 'sqlite' ? { url: ':memory:', drop: async () => undefined } : await makeDatabase(kind);
  const store = await openStore(database.url);
  // Together, as they come over the wire: whatever is asked for in one turn is committed together.
  await Promise.all(
    batches.map((batch) =>
      store.write((tx) => ingestDelivery(tx, readWebhook(bodyOf(batch)), options)),
    ),
  );
  const rows = await rowsOf(store);
  await store.close();
  await database.drop();
  return rows;
};

describe.each(databases)('the ingest law on %s', (kind) => {
  it('holds for any order, repetition and batching', async () => {
    const lifeAndTwoWays = someLife.chain((life) =>
      fc.tuple(fc.constant(life), deliveries(life), deliveries(life)),
    );
    await fc.assert(
      fc.asyncProperty(lifeAndTwoWays, async ([, one, other]) => {
        expect(await ingestAll(kind, one)).toEqual(await ingestAll(kind, other));
      }),
      { numRuns: kind === 'sqlite' ? 150 : 12 },
    );
  }, 120_000);
});

describe('sessions', () => {
  it('are what a plain fold over the sorted messages says', async () => {
    await fc.assert(
      fc.asyncProperty(someLife, async (life) => {
        const store = await openStore(':memory:');
        for (const one of life)
          await store.write((tx) => ingestDelivery(tx, readWebhook(bodyOf([one])), options));
        const { sessions, conversations } = await takeSnapshot(store, me);
        await store.close();
        const opened: number[] = [];
        const byPerson = new Map<number, number[]>();
        for (const one of life)
          if (one.kind === 'text' || one.kind === 'photo')
            byPerson.set(one.who, [...(byPerson.get(one.who) ?? []), one.at]);
        for (const times of byPerson.values())
          times
            .sort((a, b) => a - b)
            .forEach((at, i) => {
              if (i === 0 || at - (times[i - 1] ?? 0) >= DAY_MS) opened.push(at);
            });
        expect(sessions.map(({ openedAt }) => openedAt).sort()).toEqual(opened.sort());
        for (const { session, lastCustomerAt } of conversations)
          expect(session?.lastCustomerAt ?? null).toBe(lastCustomerAt);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
