import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { startServer } from './server.ts';

const config = readConfig(process.env);
const log = createLog(process.env.LOG_LEVEL ?? 'info');
const server = await startServer(config, log);

log.server.info({ url: server.url }, 'listening');
// On a line of its own and not in the log: logs are kept and passed around, a code must not be. A code
// from the environment is known to whoever set it.
if (server.ownerCode && !config.pairingCode)
  process.stdout.write(`Pair the owner's browser: ${server.url}/pair#${server.ownerCode}\n`);

const drain = (signal: string) => {
  log.server.info({ signal }, 'draining');
  server.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.server.error({ error }, 'could not drain');
      process.exit(1);
    },
  );
};
process.once('SIGTERM', drain);
process.once('SIGINT', drain);
