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
import { type Asked, ask, talking } from './agents.ts';
import { learnPortfolio } from './learn.ts';
import { rowsOf } from './rows.ts';
import { accounts, bodyOf, hours, NOW, type Said, START, someLife } from './world.ts';

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

/** What has come, and what agents have done then, before everything else comes in one way or another. */
interface Start {
  said: Said[];
  asked: Asked[];
}
const nothing: Start = { said: [], asked: [] };

const ingestAll = async (kind: DatabaseKind, way: Way, start: Start) => {
  const database =
    kind === 'sqlite' ? { url: ':memory:', drop: async () => undefined } : await makeDatabase(kind);
  const store = await openStore(database.url);
  try {
    for (const one of start.said) await deliver(store, { isKilled: false, said: [one] });
    for (const [index, one] of start.asked.entries())
      await ask(store, one, START + hours(30) + index * 1000);
    return await tellAll(store, way);
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
const asTest = (...ways: readonly (Way | Start)[]): string =>
  `it('…', () => sameRows(${ways.map((way) => JSON.stringify(way)).join(', ')}));`;

const sameRows = async (
  one: Way,
  other: Way,
  start: Start = nothing,
  kind: DatabaseKind = 'sqlite',
): Promise<void> => {
  const rows = await ingestAll(kind, one, start);
  expect(rows, asTest(one, other, start)).toEqual(await ingestAll(kind, other, start));
};

describe.each(databases)('the ingest law on %s', (kind) => {
  it('holds for any order, repetition, batching and breaking-off', async () => {
    const lifeAndTwoWays = someLife.chain((life) => fc.tuple(someWay(life), someWay(life)));
    await fc.assert(
      fc.asyncProperty(lifeAndTwoWays, ([one, other]) => sameRows(one, other, nothing, kind)),
      { numRuns: kind === 'sqlite' ? 250 : 40 },
    );
  }, 600_000);

  it('holds around what agents do in the middle', async () => {
    const someStart = someLife.chain((life) =>
      fc.record({
        said: fc.subarray(life),
        asked: fc.array(
          fc.record({ type: fc.constantFrom(...talking), which: fc.nat({ max: 5 }) }),
          { minLength: 1, maxLength: 6 },
        ),
        life: fc.constant(life),
      }),
    );
    const all = someStart.chain(({ life, ...start }) =>
      fc.tuple(fc.constant(start), someWay(life), someWay(life)),
    );
    await fc.assert(
      fc.asyncProperty(all, ([start, one, other]) => sameRows(one, other, start, kind)),
      { numRuns: kind === 'sqlite' ? 250 : 40 },
    );
  }, 600_000);
});
