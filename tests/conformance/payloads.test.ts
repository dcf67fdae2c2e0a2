/**
 * Webhook bodies from outside, through the real door: what must come of each stands in expected.ts, by
 * the name of its file. The folder is named by DESKSIDE_PAYLOADS and is no part of the project; without
 * it only bodies of our own are judged.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign } from '@deskside/backend/meta/verify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { makeWorld, type World } from '../make.ts';
import { cameOf } from './came-of.ts';
import { expected } from './expected.ts';

const mei = { name: 'Mei', phone: '85291234567' };
const own: Record<string, string> = {
  'own.text.json': JSON.stringify(bodies.textBody(mei, 'm1', 1_790_000_000_000, 'hello')),
  'own.strange.json': JSON.stringify(
    bodies.envelope('messages', { messages: [null, { id: 'x' }] }),
  ),
  'own.array.json': '[]',
  'own.number.json': '7',
};

const folder = process.env.DESKSIDE_PAYLOADS;
const files: Record<string, string> = {
  ...own,
  ...(folder
    ? Object.fromEntries(
        readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
      )
    : {}),
};

describe('every body that Meta may send', () => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld();
  });
  afterEach(() => world.close());

  it.each(Object.keys(files))(
    '%s does what its line says, and nothing more when it comes twice',
    async (name) => {
      expect(Object.keys(expected), 'has a line in expected.ts').toContain(name);
      const text = files[name] ?? '';
      expect(await world.deliver(text)).toBe(200);
      const once = await cameOf(world);
      expect(once.lines).toEqual(expected[name]);
      expect(await world.deliver(text)).toBe(200);
      expect(await cameOf(world)).toEqual(once);
    },
  );

  if (folder) {
    it('has no line for a body that isn’t there', () => {
      expect(Object.keys(expected).filter((name) => !(name in files))).toEqual([]);
    });

    it('is signed over its very bytes', () => {
      const vectors = JSON.parse(
        readFileSync(join(folder, '../signature_vectors.json'), 'utf8'),
      ) as { app_secret: string; vectors: { file: string; header: string }[] };
      for (const { file, header } of vectors.vectors)
        expect(sign(readFileSync(join(folder, '..', file)), vectors.app_secret)).toBe(header);
    });
  }
});
