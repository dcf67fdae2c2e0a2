/** The laws of the layout, as tests. */
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, type SourceFile, sources } from './files.ts';

const all = sources('shared', 'backend', 'extension', 'tests');
const code = all.filter(({ path }) => !path.startsWith('tests/') && !path.includes('.test.'));
const lines = ({ text }: SourceFile) => text.split('\n').length - 1;
const isTypeScript = ({ path }: SourceFile) => /\.tsx?$/.test(path);

/** Where an import leads, as a path from the top; packages keep their names. */
const targets = (file: SourceFile) =>
  importsOf(file).map((name) =>
    name.startsWith('.')
      ? normalize(join(dirname(file.path), name)).replaceAll('\\', '/')
      : name.replace(/^@deskside\/(\w+)\//, '$1/src/'),
  );

const forbid = (from: RegExp, to: RegExp, except: RegExp = /^$/) =>
  code
    .filter(({ path }) => from.test(path) && !except.test(path))
    .flatMap((file) =>
      targets(file).flatMap((target) => (to.test(target) ? [`${file.path} → ${target}`] : [])),
    );

describe('files', () => {
  it('have 400 lines at most, and half of them 80 or fewer', () => {
    expect(all.filter((file) => lines(file) > 400).map(({ path }) => path)).toEqual([]);
    const counts = code
      .filter(isTypeScript)
      .map(lines)
      .sort((a, b) => a - b);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('of entrypoints only wire: 40 lines or fewer', () => {
    const entries = code.filter(({ path }) => /entrypoints\/.*\.tsx?$/.test(path));
    expect(entries.length).toBeGreaterThanOrEqual(3);
    expect(entries.filter((file) => lines(file) > 40).map(({ path }) => path)).toEqual([]);
  });

  it('tell the why: comments are 8 to 20 in a hundred lines', () => {
    const own = code
      .filter(isTypeScript)
      .filter(({ path }) => !/\/i18n\/(en|zh-hant)\b/.test(path))
      .flatMap(({ text }) => text.split('\n').filter(Boolean));
    const comments = own.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line));
    const share = (100 * comments.length) / own.length;
    expect(share).toBeGreaterThanOrEqual(8);
    expect(share).toBeLessThanOrEqual(20);
  });
});

describe('imports', () => {
  it('reach the other package only through shared', () => {
    expect(forbid(/^backend\//, /^extension\//)).toEqual([]);
    expect(forbid(/^extension\//, /^backend\//)).toEqual([]);
    expect(forbid(/^shared\//, /^(backend|extension)\//)).toEqual([]);
    expect(forbid(/^shared\//, /^(?!shared\/|zod\/mini$|libphonenumber-js\/max$)/)).toEqual([]);
  });

  it('keep Hono in the routes, SQL in the store, fetch in Meta’s room', () => {
    const rooms = /^backend\/src\/(app|server)\.ts$/;
    expect(forbid(/^backend\/src\/(?!routes\/)/, /^(hono|@hono\/)/, rooms)).toEqual([]);
    const kysely = forbid(/^backend\/src\/(?!store\/)/, /^(kysely|pg)/);
    expect(kysely).toEqual(['backend/src/routes/health.ts → kysely']);
    const fetching = code.filter(
      ({ path, text }) => path.startsWith('backend/src/') && /\bfetch\(/.test(text),
    );
    expect(fetching.map(({ path }) => path).sort()).toEqual([
      'backend/src/meta/call.ts',
      // Runs in the browser: the page that signs up at Facebook.
      'backend/src/pages/signup.mjs',
      'backend/src/practice/practice.ts',
    ]);
  });

  it('flow one way on the server: routes → inbox → store | meta', () => {
    expect(forbid(/^backend\/src\/(store|meta)\//, /^backend\/src\/(inbox|routes)\//)).toEqual([]);
    expect(forbid(/^backend\/src\/inbox\//, /^backend\/src\/routes\//)).toEqual([]);
    expect(forbid(/^backend\/src\/meta\//, /^backend\/src\/store\//)).toEqual([]);
  });

  it('keep views away from the network, the browser and the database', () => {
    const views = /^extension\/src\/.*\.tsx$/;
    const runtime = code
      .filter(({ path }) => views.test(path))
      .map((file) => ({ ...file, text: file.text.replace(/^import type .*$/gm, '') }))
      .flatMap((file) =>
        targets(file).flatMap((target) =>
          /^extension\/src\/(api|browser|db)\.ts$|^dexie|^webextension/.test(target)
            ? [`${file.path} → ${target}`]
            : [],
        ),
      );
    expect(runtime).toEqual([]);
  });

  it('have one door each: one fetch, one browser', () => {
    const using = (word: RegExp) =>
      code
        .filter(({ path, text }) => path.startsWith('extension/src/') && word.test(text))
        .map(({ path }) => path);
    expect(using(/\bfetch\(/)).toEqual(['extension/src/api.ts']);
    expect(using(/webextension-polyfill/)).toEqual(['extension/src/browser.ts']);
  });

  it('make no circle', () => {
    const graph = new Map(
      code.filter(isTypeScript).map((file) => [
        file.path,
        targets({ ...file, text: file.text.replace(/^import type[^;]*;/gm, '') })
          .map((target) =>
            /^(shared|backend)\/src\//.test(target) && !/\.tsx?$/.test(target)
              ? `${target}.ts`
              : target,
          )
          .filter((target) => /\.tsx?$/.test(target)),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail, path].join(' → '));
      if (trail.includes(path) || done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });
});
