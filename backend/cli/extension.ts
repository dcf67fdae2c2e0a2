/** Builds the extension for both browsers, when what it is made of has changed since the last time. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const extension = join(root, 'extension');
export const outputs = {
  chromium: join(extension, '.output/chrome-mv3'),
  firefox: join(extension, '.output/firefox-mv3'),
} as const;
const stamp = join(extension, '.output/.made-of');

/** Names, sizes and times of every source: as good as reading them, and done in milliseconds. */
const fingerprint = (): string => {
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')));
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path} ${size} ${mtimeMs}\n`);
      }
    }
  };
  walk(extension);
  walk(join(root, 'shared/src'));
  return hash.digest('hex');
};

const wxt = (...args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const program = join(extension, 'node_modules/wxt/bin/wxt.mjs');
    const child = spawn(process.execPath, [program, ...args], { cwd: extension, stdio: 'pipe' });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`wxt ${args.join(' ')} failed:\n${output}`)),
    );
  });

/** Answers whether there was anything to do. */
export const buildExtension = async (): Promise<boolean> => {
  const now = fingerprint();
  const isCurrent =
    Object.values(outputs).every((path) => existsSync(join(path, 'manifest.json'))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === now;
  if (isCurrent) return false;
  // One after the other: both write WXT's own notes into one folder.
  await wxt('build');
  await wxt('build', '-b', 'firefox');
  writeFileSync(stamp, now);
  return true;
};

export const zipExtension = async (): Promise<string[]> => {
  await wxt('zip');
  await wxt('zip', '-b', 'firefox');
  const folder = join(extension, '.output');
  return readdirSync(folder).flatMap((name) => (name.endsWith('.zip') ? join(folder, name) : []));
};
