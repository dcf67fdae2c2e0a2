/** `pnpm bench`: the figures that we promise, measured here and now. `pnpm bench ingest` and
 * `pnpm bench panel` measure a part of them. */
import { cpus } from 'node:os';
import { buildExtension } from '../../backend/cli/extension.ts';
import { complain, say } from '../../backend/cli/say.ts';
import { benchIngest } from './ingest.ts';
import { benchPanel } from './panel.ts';

const parts = {
  ingest: benchIngest,
  panel: async () => {
    await buildExtension();
    await benchPanel();
  },
};

const [asked] = process.argv.slice(2);
if (asked !== undefined && !Object.hasOwn(parts, asked)) {
  complain(`There is no part "${asked}". Parts: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
say(`Node ${process.version}, ${cpus().length} cores. Limits are ours; ×0.50 is half of one.\n`);
for (const [name, run] of Object.entries(parts))
  if (asked === undefined || asked === name) await run();
