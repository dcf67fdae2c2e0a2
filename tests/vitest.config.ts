import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
const sources = ['shared/**/*.test.ts', 'backend/**/*.test.ts', 'extension/src/**/*.test.ts'];

/** `quick` is what `pnpm check` runs; `npm test` runs everything. Vitest would leave one core to
 * others; these tests wait more than they work, and two at a time are done in little more than half. */
const maxWorkers = 2;

export default defineConfig({
  root,
  test: {
    projects: [
      { root, test: { name: 'quick', include: [...sources, 'tests/structure/*.test.ts'] } },
      {
        root,
        test: {
          name: 'flow',
          include: ['tests/{flow,sync,conformance}/*.test.ts'],
          globalSetup: 'tests/postgres.ts',
          maxWorkers,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['tests/e2e/*.test.ts'],
          maxWorkers,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
