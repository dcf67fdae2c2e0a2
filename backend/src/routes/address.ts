import { getConnInfo } from '@hono/node-server/conninfo';
import type { Config } from '../config.ts';
import type { AppContext } from './context.ts';

/** What people and extensions call this server by. Without a setting it is what they just called. */
export const addressOf = (c: AppContext, config: Config): string =>
  config.publicUrl ?? new URL(c.req.url).origin;

const isOwnMachine = (address: string) => /^(127\.|::1$|::ffff:127\.)/.test(address);

/** The first four groups of an IPv6 address: one network has more addresses than there are codes. */
const networkOf = (address: string): string => {
  const [before = '', after] = address.split('::');
  const groups = (part: string) => part.split(':').filter(Boolean);
  const missing = after === undefined ? 0 : 8 - groups(before).length - groups(after).length;
  const zeros = Array.from({ length: Math.max(0, missing) }, () => '0');
  return [...groups(before), ...zeros, ...groups(after ?? '')].slice(0, 4).join(':');
};

/** Who asks. Where the server is called by another name there is a proxy on this machine, which names
 * its client last; nobody else's word is taken for it. */
export const clientOf = (c: AppContext, { publicUrl }: Config): string => {
  const peer = getConnInfo(c).remote.address ?? '';
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  const client = (publicUrl !== null && isOwnMachine(peer) && named) || peer;
  return client.includes(':') && !client.includes('.') ? networkOf(client) : client;
};
