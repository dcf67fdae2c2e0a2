import { getConnInfo } from '@hono/node-server/conninfo';
import type { Config } from '../config.ts';
import type { AppContext } from './context.ts';

/** What people and extensions call this server by. Without a setting it is what they just called. */
export const addressOf = (c: AppContext, config: Config): string =>
  config.publicUrl ?? new URL(c.req.url).origin;

const isOwnMachine = (address: string) => /^(127\.|::1$|::ffff:127\.)/.test(address);

/** Who asks. A proxy on this machine names its client last; nobody else's word is taken for it. Of an
 * IPv6 address only the network counts, because one network has more addresses than there are codes. */
export const clientOf = (c: AppContext): string => {
  const peer = getConnInfo(c).remote.address ?? '';
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  const client = (isOwnMachine(peer) && named) || peer;
  return client.includes(':') && !client.includes('.')
    ? client.split(':').slice(0, 4).join(':')
    : client;
};
