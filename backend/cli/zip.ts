/** `pnpm zip`: the packages that the two stores take, with the sources that Firefox's asks for. */
import { zipExtension } from './extension.ts';
import { say } from './say.ts';

for (const path of await zipExtension()) say(path);
