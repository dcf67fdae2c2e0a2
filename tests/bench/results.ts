/** The last table, kept beside the bench with the machine that it was measured on. */
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { Row } from './measure.ts';

const FILE = join(import.meta.dirname, 'RESULTS.md');

export const writeResults = (
  rows: readonly Row[],
  { seconds, notes }: { seconds: number; notes: readonly string[] },
): void => {
  const [processor] = cpus();
  const lines = [
    '# What `pnpm bench ingest` measured',
    '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, in ${Math.round(seconds)} s. ${processor?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${type()} ${release()}, Node ${process.version}, SQLite ${process.versions.sqlite}. The load, the servers and the databases share the machine.`,
    '',
    'A figure is the median of its rounds, with the least and the most of them behind it. A bare program (`limit.ts`, `fan-out.ts`) took turns with ours in the same run; × is ours by the bare program’s, or else by the promise.',
    ...notes.flatMap((note) => ['', note]),
    '',
    ...table([
      ['what', 'ours', 'bare program', '×', 'promised', ''],
      ...rows.map(({ what, ours, bare, ratio, promise, isWithin }) => {
        return [what, ours, bare, ratio, promise, isWithin ? 'within' : '**OVER**'];
      }),
    ]),
    '',
  ];
  writeFileSync(FILE, lines.join('\n'));
};

/** Figures to the right, words to the left, and every column as wide as the formatter makes it: it has
 * nothing to do after a bench. */
const table = ([head = [], ...rows]: readonly string[][]): string[] => {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const isWords = (column: number) => column === 0 || column === head.length - 1;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (row: readonly string[]) =>
    line(
      row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return isWords(column) ? cell.padEnd(width) : cell.padStart(width);
      }),
    );
  const rule = widths.map((width, column) =>
    isWords(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [padded(head), line(rule), ...rows.map(padded)];
};
