import type { Config } from '../config.ts';
import type { AppContext } from './context.ts';

/** What people and extensions call this server by. Without a setting it is what they just called. */
export const addressOf = (c: AppContext, config: Config): string =>
  config.publicUrl ?? new URL(c.req.url).origin;
