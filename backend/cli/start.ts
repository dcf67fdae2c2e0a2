/** `npm start`: the whole product on one's own machine. */
import { resolve } from 'node:path';
import { readConfig } from '../src/config.ts';
import { newCode } from '../src/inbox/pairing.ts';
import { createLog } from '../src/log.ts';
import { startServer } from '../src/server.ts';
import { buildExtension, outputs } from './extension.ts';
import { complain, say } from './say.ts';

const HELP = `npm start                start Deskside: build the extension if need be, then serve
npm start -- --open      the same, and open an installed browser (Chromium, Chrome, Edge or Firefox)
                         with the extension loaded, paired, and the practice inbox in its panel
npm start -- --open=firefox   the same in Firefox
npm start -- --help      this text

What it prints: where the server listens, a link that pairs the owner's browser (it works once, for
15 minutes; every start prints a new one), and where the two built extensions lie:

  Chrome, Edge, Chromium   open chrome://extensions, switch on Developer mode, choose
                           "Load unpacked", and pick ${outputs.chromium}
  Firefox                  open about:debugging#/runtime/this-firefox, choose
                           "Load Temporary Add-on", and pick manifest.json in
                           ${outputs.firefox}

Then click the Deskside icon, paste the link, and choose "Open inbox".
Settings come from the environment; the README lists them. Ctrl-C stops everything.`;

const args = process.argv.slice(2);
const open = args.find((arg) => arg.startsWith('--open'));
if (args.includes('--help') || args.includes('-h')) {
  say(HELP);
  process.exit(0);
}
const stranger = args.find((arg) => !/^--open(=chromium|=firefox)?$/.test(arg));
if (stranger) {
  complain(`"${stranger}" means nothing here. npm start -- --help says what does.`);
  process.exit(2);
}

const readSettings = () => {
  try {
    return readConfig({ DESKSIDE_PAIRING_CODE: newCode(), ...process.env });
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return process.exit(2);
  }
};
const config = readSettings();

const startedAt = performance.now();
const server = await startServer(
  {
    ...config,
    database: config.database.includes('://') ? config.database : resolve(config.database),
  },
  createLog(process.env.LOG_LEVEL ?? 'warn'),
).catch((error: NodeJS.ErrnoException) => {
  complain(
    error.code === 'EADDRINUSE'
      ? `Port ${config.port} is taken; perhaps Deskside is running already. Stop that one, or choose another port: DESKSIDE_PORT=8788 npm start`
      : `The server could not start: ${error.message}`,
  );
  return process.exit(1);
});
const link = `${server.url}/pair#${config.pairingCode}`;

let closeBrowser = (): Promise<void> => Promise.resolve();
const stop = async () => {
  await closeBrowser();
  await server.close();
  process.exit(0);
};
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());

const isBuilt = await buildExtension().catch((error: Error) => {
  complain(error.message);
  return process.exit(1);
});
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
say(`
Deskside is running.${isBuilt ? ` The extension was built in ${seconds} s.` : ''}

  Server            ${server.url}
  Pair a browser    ${link}
                    (the owner's; works once, for 15 minutes; start again for a new one)
  Chrome, Edge      ${outputs.chromium}
                    chrome://extensions › Developer mode › Load unpacked
  Firefox           ${outputs.firefox}/manifest.json
                    about:debugging#/runtime/this-firefox › Load Temporary Add-on

Then click the Deskside icon, paste the link, and choose "Open inbox".
Or let it do all that: npm start -- --open          Ctrl-C stops.
`);

if (open) {
  const { openDesk } = await import('./open.ts');
  const wanted = open.split('=')[1];
  closeBrowser = await openDesk(server, link, wanted).catch((error: Error) => {
    complain(
      `The browser could not be opened: ${error.message}\nThe server goes on running; pair a browser by the link above.`,
    );
    return closeBrowser;
  });
}
