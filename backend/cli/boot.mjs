// Runs before anything is installed, on the Node that the machine has (20 or later), and therefore in
// plain JavaScript: installs what is missing, then starts a TypeScript program on the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Not in package.json's `packageManager`: pnpm would then want itself in the lock file as well. */
const pnpm = 'pnpm@12.21.0';
const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'node_modules/.bin');
const node = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const stamp = join(root, 'node_modules/.deskside-installed');

const [program, ...args] = process.argv.slice(2);
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'pnpm-lock.yaml')))
  .update(readFileSync(join(root, 'package.json')))
  .digest('hex');

const isInstalled = existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
if (!isInstalled) {
  process.stdout.write('Installing what is missing. The first time this takes a minute.\n');
  const install = ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'];
  const result = spawnSync('npx', install, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    process.stderr.write(
      'The packages could not be installed. Check the connection to the npm registry, then try again.\n',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

const child = spawn(node, [join(root, program), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
});
// The program ends things in its own time. Ctrl-C reaches it by itself; other signals are passed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
