/**
 * Webhook bodies from outside, through the real door. The folder is named by DESKSIDE_PAYLOADS and is
 * no part of the project: without it only our own bodies are judged.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign } from '@deskside/backend/meta/verify';
import { readWebhook } from '@deskside/backend/meta/webhook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { makeWorld, type World } from '../make.ts';

const mei = { name: 'Mei', phone: '85291234567' };
const own = {
  'text.json': JSON.stringify(bodies.textBody(mei, 'm1', 1_790_000_000_000, 'hello')),
  'strange.json': JSON.stringify(bodies.envelope('messages', { messages: [null, { id: 'x' }] })),
  'array.json': '[]',
  'number.json': '7',
};

const folder = process.env.DESKSIDE_PAYLOADS;
const files: Record<string, string> = folder
  ? Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    )
  : own;

describe('every body that Meta may send', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  it.each(Object.keys(files))(
    '%s is answered 200, leaves something, and twice leaves no more',
    async (name) => {
      const text = files[name] ?? '';
      const { store } = world.server;
      const rows = async () => {
        const counts = await Promise.all(
          (['messages', 'contacts', 'earlyStatuses', 'aside', 'sessions', 'events'] as const).map(
            (table) =>
              store.read
                .selectFrom(table)
                .select((eb) => eb.fn.countAll<number>().as('n'))
                .executeTakeFirstOrThrow(),
          ),
        );
        return counts.map(({ n }) => n);
      };
      expect(await world.deliver(text)).toBe(200);
      const before = await rows();
      expect(await world.deliver(text)).toBe(200);
      expect(await rows()).toEqual(before);
    },
  );

  it('loses nothing between two branches: each part of a body becomes an item', () => {
    for (const [name, text] of Object.entries(files))
      expect(readWebhook(JSON.parse(text)), name).not.toEqual([]);
  });

  if (folder)
    it('is signed over its very bytes', () => {
      const vectors = JSON.parse(
        readFileSync(join(folder ?? '', '../signature_vectors.json'), 'utf8'),
      ) as {
        app_secret: string;
        vectors: { file: string; header: string }[];
      };
      for (const { file, header } of vectors.vectors)
        expect(sign(readFileSync(join(folder ?? '', '..', file)), vectors.app_secret)).toBe(header);
    });
});
