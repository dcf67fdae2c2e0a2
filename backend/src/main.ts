/** The only file that does something by being imported: it reads the environment, serves, and drains
 * when it is told to end. */
import { enableCompileCache } from 'node:module';

// Stripped and compiled once, kept in the system's temporary folder: a later start reads no TypeScript.
// It must come before the rest is imported.
enableCompileCache();
const { takeImportsByName } = await import('./resolve.ts');
takeImportsByName(import.meta.url);
const [{ readConfig }, { boundMemory, giveBackMemory }, { createLog }, { startServer }] =
  await Promise.all([
    import('./config.ts'),
    import('./heap.ts'),
    import('./log.ts'),
    import('./server.ts'),
  ]);

const log = createLog(process.env.LOG_LEVEL ?? 'info');
const fail = (error: unknown): never => {
  log.server.fatal({ error }, 'could not start');
  process.exit(1);
};
const settings = () => {
  try {
    return readConfig(process.env);
  } catch (error) {
    return fail(error);
  }
};
boundMemory();
const config = settings();
const server = await startServer(config, log).catch(fail);

log.server.info({ url: server.url }, 'listening');
// On a line of its own and not in the log: logs are kept and passed around, a code must not be. A code
// from the environment is known to whoever set it.
if (server.ownerCode && !config.pairingCode)
  process.stdout.write(`Pair the owner's browser: ${server.url}/pair#${server.ownerCode}\n`);

setImmediate(giveBackMemory);

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
