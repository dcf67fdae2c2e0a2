/** What Postgres reads is what was said, whatever was said. */
import { openStore } from '@deskside/backend/store/db';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { makeDatabase } from '../make.ts';

/** Neither database takes these; clean.ts has them out before. */
const isKept = (text: string) => !text.includes('\u0000') && text.isWellFormed();

it('any texts and numbers come back from Postgres as they went', async () => {
  const { url, drop } = await makeDatabase('postgres');
  onTestFinished(drop);
  const store = await openStore(url);
  onTestFinished(store.close);
  const words = fc.string({ unit: 'grapheme' }).filter(isKept);
  const sharp = fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', ',', ' ', 'NULL', '\n', 'é'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.oneof(words, sharp))),
      fc.array(fc.option(fc.maxSafeInteger())),
      async (texts, numbers) => {
        const [row] = await store.write(({ ask }) =>
          ask<{ texts: unknown; numbers: unknown }>(
            'select to_json($1::text[]) as texts, to_json($2::bigint[]) as numbers',
            [texts, numbers],
          ),
        );
        expect(row).toEqual({ texts, numbers });
      },
    ),
    {
      examples: [
        [[null, null], [null]],
        [
          ['', null, '香港'],
          [0, -1, null, 2 ** 32, -(2 ** 32), 1_790_000_000_000],
        ],
      ],
    },
  );
});
