/** Runs programs one after another, shows what they say, and counts what passed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../backend/cli/say.ts';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

export interface Sums {
  passed: number;
  failed: number;
}

const step = (title: string, command: string, args: readonly string[]): Sums => {
  say(`\n▸ ${title}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

export const types = (): Sums => step('types', bin('tsc'), ['-p', '.']);
export const lint = (): Sums =>
  step('lint and format', bin('biome'), ['check', '--error-on-warnings', '.']);

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

/** A skipped test counts as failed: a run must never pass by leaving something out. So does a run that
 * says it failed without naming a test: a file that doesn't load, an error outside of every test. */
export const vitest = (...projects: readonly string[]): Sums => {
  say(`\n▸ tests: ${projects.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'deskside-report-'));
  const file = join(folder, 'report.json');
  const { status } = spawnSync(
    bin('vitest'),
    [
      'run',
      '--config=tests/vitest.config.ts',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  const report = readReport(file);
  rmSync(folder, { recursive: true, force: true });
  if (!report) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: failed || (status === 0 ? 0 : 1) };
};

const readReport = (file: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch (error) {
    say(`vitest left no report: ${String(error)}`);
    return undefined;
  }
};

export const finish = (all: readonly Sums[]): never => {
  const passed = all.reduce((sum, one) => sum + one.passed, 0);
  const failed = all.reduce((sum, one) => sum + one.failed, 0);
  say(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
};
