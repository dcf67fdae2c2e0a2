/**
 * The sync law: apply(old snapshot, events since) = new snapshot, whatever is applied twice, cut off,
 * or taken anew on the way. The server and the extension's local copy are the real ones; only the
 * wire between them is played by chance.
 */
import 'fake-indexeddb/auto';
import { ingest } from '@deskside/backend/inbox/ingest/ingest';
import { takeSnapshot } from '@deskside/backend/inbox/snapshot';
import { eventJson } from '@deskside/backend/inbox/stream';
import { readWebhook } from '@deskside/backend/meta/webhook';
import { openStore, type Store } from '@deskside/backend/store/db';
import { eventsAfter } from '@deskside/backend/store/events';
import { newId } from '@deskside/shared/ids';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LocalDb, openLocal } from '../../extension/src/db.ts';
import { applyEvents, applySnapshot, readCursor } from '../../extension/src/sync/apply.ts';
import { type Asked, ask, managing, me, talking } from './agents.ts';
import { learnPortfolio } from './learn.ts';
import { accounts, bodyOf, hours, NOW, type Said, START, someLife } from './world.ts';

const PAIRING = 'pairing';

type Action =
  | { kind: 'say'; one: Said }
  | ({ kind: 'command' } & Asked)
  | { kind: 'learn'; which: number }
  /** Hears the events from a little before the cursor, up to a few further. */
  | { kind: 'hear'; back: number; count: number }
  /** The line breaks in the middle of a page: the transaction never commits. */
  | { kind: 'die'; count: number }
  | { kind: 'snapshot' };

const someActions = someLife.chain((life) =>
  fc.shuffledSubarray(life, { minLength: life.length }).chain((shuffled) =>
    fc
      .array(
        fc.oneof(
          fc.record({
            kind: fc.constant('command' as const),
            type: fc.constantFrom(...talking, ...managing),
            which: fc.nat({ max: 5 }),
          }),
          fc.record({ kind: fc.constant('learn' as const), which: fc.nat({ max: 1 }) }),
          fc.record({
            kind: fc.constant('hear' as const),
            back: fc.nat({ max: 6 }),
            count: fc.integer({ min: 1, max: 12 }),
          }),
          fc.record({ kind: fc.constant('die' as const), count: fc.integer({ min: 1, max: 8 }) }),
          fc.record({ kind: fc.constant('snapshot' as const) }),
        ),
        { maxLength: 25 },
      )
      .chain((others) => {
        const says = shuffled.map((one): Action => ({ kind: 'say', one }));
        const all: Action[] = [...says, ...others];
        return fc.shuffledSubarray(all, { minLength: all.length });
      }),
  ),
);

const sorted = <T extends { id: string }>(rows: T[]) =>
  rows.map((row) => row).sort((a, b) => (a.id < b.id ? -1 : 1));

const local = async (db: LocalDb) => ({
  agents: sorted(await db.agents.toArray()),
  channels: await db.channels.toArray(),
  proofs: sorted(await db.proofs.toArray()),
  widgets: sorted(await db.widgets.toArray()),
  contacts: sorted(await db.contacts.toArray()),
  // What is kept beside the row for the inbox's own use is no part of the law.
  conversations: sorted(
    (await db.conversations.toArray()).map(
      ({ lane: _lane, laneUntil: _until, calls: _calls, ...row }) => row,
    ),
  ),
  sessions: sorted(await db.sessions.toArray()),
  messages: sorted(await db.messages.toArray()),
});

const truth = async (store: Store) => {
  const snapshot = await takeSnapshot(store, me);
  const { agents, channel, widgets, contacts, conversations, sessions, messages, proofs } =
    snapshot;
  return {
    agents: sorted(agents),
    channels: [channel],
    proofs: sorted(proofs),
    widgets: sorted(widgets),
    contacts: sorted(contacts),
    conversations: sorted(conversations),
    sessions: sorted(sessions),
    messages: sorted(messages),
  };
};

describe('the sync law', () => {
  it('holds over random deliveries, commands, repetitions and breaks', async () => {
    await fc.assert(
      fc.asyncProperty(someActions, async (actions) => {
        const store = await openStore(':memory:');
        const { db } = await openLocal(newId());
        await applySnapshot(
          db,
          PAIRING,
          await takeSnapshot(store, me),
          await readCursor(db, PAIRING),
        );
        const page = async (back: number, count: number) => {
          const cursor = (await readCursor(db, PAIRING)) ?? 0;
          const after = Math.max(0, cursor - back);
          const { events } = await eventsAfter(store.reader, after, count + back);
          return events.map((event): unknown => JSON.parse(eventJson(event)));
        };
        for (const action of actions) {
          if (action.kind === 'say')
            await store.write((tx) =>
              ingest(tx, readWebhook(bodyOf([action.one]), NOW), { canSend: true, now: NOW }),
            );
          else if (action.kind === 'command') await ask(store, action, START + hours(30));
          else if (action.kind === 'learn')
            await learnPortfolio(store, accounts[action.which] ?? accounts[0]);
          else if (action.kind === 'hear')
            await applyEvents(db, PAIRING, await page(action.back, action.count));
          else if (action.kind === 'snapshot')
            await applySnapshot(
              db,
              PAIRING,
              await takeSnapshot(store, me),
              await readCursor(db, PAIRING),
            );
          else {
            const before = await local(db);
            const broken = [...(await page(0, action.count)), { seq: 1e9, at: 0, type: 'message' }];
            await expect(applyEvents(db, PAIRING, broken)).rejects.toThrow();
            expect(await local(db)).toEqual(before);
          }
        }
        await applyEvents(db, PAIRING, await page(3, 10_000));
        expect(await local(db)).toEqual(await truth(store));
        db.close();
        await store.close();
      }),
      { numRuns: 80 },
    );
  }, 120_000);
});
