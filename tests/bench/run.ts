/** `pnpm bench`: the figures that we promise, measured here and now. */
import { cpus } from 'node:os';
import { buildExtension } from '../../backend/cli/extension.ts';
import { say } from '../../backend/cli/say.ts';
import { benchPanel } from './panel.ts';
import { benchServer } from './server.ts';

await buildExtension();
say(`Node ${process.version}, ${cpus().length} cores. Limits are ours; ×0.50 is half of one.\n`);
await benchServer();
await benchPanel();
