import { buildExtension } from '../../backend/cli/extension.ts';
import { benchPanel } from './panel.ts';

await buildExtension();
await benchPanel();
