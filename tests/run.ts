/** `npm test`: everything, on both databases and in both browsers. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserNames, findBrowser } from '../backend/cli/browsers.ts';
import { buildExtension } from '../backend/cli/extension.ts';
import { complain, say } from '../backend/cli/say.ts';
import { finish, lint, types, vitest } from './steps.ts';

const packages = { chromium: 'chromium', firefox: 'firefox-esr' };

/** Debian has both browsers, and root may install them. Elsewhere a person must. */
const ensureBrowsers = () => {
  const missing = browserNames.filter((name) => !findBrowser(name));
  if (missing.length === 0) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say(`Installing ${missing.join(' and ')} by apt.`);
    const apt = (...args: string[]) =>
      spawnSync('apt-get', ['-qq', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    apt('install', '-y', ...missing.map((name) => packages[name]), 'fonts-noto-cjk');
  }
  const still = browserNames.filter((name) => !findBrowser(name));
  if (still.length === 0) return;
  complain(
    `The tests run in real browsers: install ${still.join(' and ')}, then run npm test again.`,
  );
  finish([{ passed: 0, failed: 1 }]);
};

ensureBrowsers();
say('\n▸ building the extension');
await buildExtension();
finish([types(), lint(), vitest('quick', 'flow'), vitest('e2e')]);
