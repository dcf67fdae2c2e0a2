import { expect, it } from 'vitest';
import { type Change, fromLog, toLog } from './log.ts';

const AT = 1_790_000_000_000;
const made = (count: number): Change[] =>
  Array.from({ length: count }, (_, i) => ({
    type: i % 2 ? 'conversation' : 'message',
    id: `${i}`,
  }));

it.each([0, 1, 31, 32, 33, 64, 1000])('gives %i changes the places that come next', (count) => {
  const changes = made(count);
  expect(toLog(changes, 7, AT).flatMap(fromLog)).toEqual(
    changes.map((change, i) => ({ ...change, seq: 8 + i, at: AT })),
  );
});

it('keeps a row of the log small enough to be stored as it is', () => {
  const changes = Array.from({ length: 200 }, (): Change => {
    return { type: 'conversation', id: crypto.randomUUID() };
  });
  const sizes = toLog(changes, 0, AT).map((row) => row.changes.length);
  expect(Math.max(...sizes)).toBeLessThan(2000);
});
