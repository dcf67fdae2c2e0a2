/** `pnpm dev`: a server that restarts when its source changes, beside WXT's hot reload. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const run = (args: string[], cwd = root): ChildProcess =>
  spawn(process.execPath, args, { cwd, stdio: 'inherit' });

const browser = process.argv.includes('--firefox') ? ['-b', 'firefox'] : [];
const children = [
  run(['--watch-path=backend/src', '--watch-path=shared/src', 'backend/src/main.ts']),
  run([join(root, 'extension/node_modules/wxt/bin/wxt.mjs'), ...browser], join(root, 'extension')),
];
const stop = () => {
  for (const child of children) child.kill();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
