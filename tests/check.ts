/** `pnpm check`: before each commit; under a minute. */
import { finish, lint, types, vitest } from './steps.ts';

finish([types(), lint(), vitest('quick')]);
