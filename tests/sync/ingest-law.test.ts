/**
 * The ingest law: any order, repetition, batching and breaking-off of the same deliveries gives the same
 * rows.
 */

import { ingest } from '@deskside/backend/inbox/ingest/ingest';
import { deriveAnew } from '@deskside/backend/inbox/ingest/settle';
import { readWebhook } from '@deskside/backend/meta/webhook';
import { openStore, type Store, type Tx } from '@deskside/backend/store/db';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatabaseKind, databases, makeDatabase } from '../make.ts';
import { learnPortfolio } from './learn.ts';
import { rowsOf } from './rows.ts';
import { accounts, bodyOf, NOW, type Said, someLife } from './world.ts';

const options = { canSend: true, now: NOW };

/** A transaction that gets to its end, or one that the process doesn't survive: Meta comes again. */
interface Batch {
  isKilled: boolean;
  /** Whether its parts share values where they can, or come in a change each. */
  isJoined?: boolean;
  said: Said[];
}

/** How the same things are delivered: shuffled, some again, cut into batches, some of them in vain. */
const deliveries = (life: Said[]): fc.Arbitrary<Batch[]> =>
  fc
    .tuple(
      fc.shuffledSubarray(life, { minLength: life.length, maxLength: life.length }),
      fc.subarray(life),
      fc.array(
        fc.record({
          size: fc.integer({ min: 1, max: 5 }),
          isKilled: fc.boolean(),
          isJoined: fc.boolean(),
        }),
        { minLength: 60, maxLength: 60 },
      ),
    )
    .map(([first, again, cuts]) => {
      const all = [...first, ...again];
      const batches: Batch[] = [];
      for (const { size, isKilled, isJoined } of cuts) {
        const said = all.splice(0, size);
        if (said.length === 0) break;
        if (isKilled) batches.push({ isKilled, isJoined, said });
        batches.push({ isKilled: false, isJoined, said });
      }
      return batches;
    });

const deliver = async (store: Store, { said, isKilled, isJoined }: Batch): Promise<void> => {
  const job = async (tx: Tx) => {
    await ingest(tx, readWebhook(bodyOf(said, isJoined), NOW), options);
    if (isKilled) throw new Error('killed');
  };
  const done = store.write(job, { remembers: true });
  await (isKilled ? expect(done).rejects.toThrow('killed') : done);
};

/** A way for the same things to come, and before which batches we learn whose the two accounts are. */
interface Way {
  batches: Batch[];
  learnt: [number, number];
}

const someWay = (life: Said[]): fc.Arbitrary<Way> =>
  fc.record({
    batches: deliveries(life),
    learnt: fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })),
  });

const ingestAll = async (kind: DatabaseKind, { batches, learnt }: Way) => {
  const database =
    kind === 'sqlite' ? { url: ':memory:', drop: async () => undefined } : await makeDatabase(kind);
  const store = await openStore(database.url);
  try {
    return await tellAll(store, { batches, learnt });
  } finally {
    await store.close();
    await database.drop();
  }
};

const tellAll = async (store: Store, { batches, learnt }: Way) => {
  for (const [index, batch] of batches.entries()) {
    for (const which of [0, 1] as const)
      if (learnt[which] === index) await learnPortfolio(store, accounts[which]);
    await deliver(store, batch);
  }
  for (const which of [0, 1] as const)
    if (learnt[which] >= batches.length) await learnPortfolio(store, accounts[which]);
  const rows = await rowsOf(store);
  // What was kept along the way is what the messages alone would give.
  const all = await store.read.selectFrom('conversations').select('id').execute();
  await store.write((tx) =>
    deriveAnew(
      tx,
      all.map(({ id }) => id),
    ),
  );
  const anew = await rowsOf(store);
  expect(anew, 'worked out anew').toEqual(rows);
  return rows;
};

/** The shortest history that breaks the law, as a test to paste below. */
const asTest = (one: Way, other: Way): string =>
  `it('…', () => sameRows(${JSON.stringify(one)}, ${JSON.stringify(other)}));`;

const sameRows = async (one: Way, other: Way, kind: DatabaseKind = 'sqlite'): Promise<void> => {
  expect(await ingestAll(kind, one), asTest(one, other)).toEqual(await ingestAll(kind, other));
};

describe.each(databases)('the ingest law on %s', (kind) => {
  it('holds for any order, repetition, batching and breaking-off', async () => {
    const lifeAndTwoWays = someLife.chain((life) => fc.tuple(someWay(life), someWay(life)));
    await fc.assert(
      fc.asyncProperty(lifeAndTwoWays, ([one, other]) => sameRows(one, other, kind)),
      { numRuns: kind === 'sqlite' ? 250 : 40 },
    );
  }, 600_000);
});
