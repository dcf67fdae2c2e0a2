/** Meta's door and our address: what is true for all widgets. */
import { neededFields, readFields, subscribeFields } from '../../meta/apps.ts';
import { lastDeliveries } from '../../store/delivery-hours.ts';
import { proofOf } from '../../store/proofs.ts';
import {
  type Finding,
  found,
  missing,
  missingApp,
  type ServerContext,
  stopped,
} from './finding.ts';

export const publicAddress = async (context: ServerContext): Promise<Finding> => {
  const { publicUrl, isPractice, store, probe } = context;
  if (isPractice) return found(true, 'practice');
  if (publicUrl === null) return found(false, 'not-set');
  const detail = { address: publicUrl };
  if (!publicUrl.startsWith('https:')) return found(false, 'not-https', detail);
  const who = await probe(publicUrl);
  if (who === 'ours') return found(true, 'reachable', detail);
  if (who === 'other') return found(false, 'not-ours', detail);
  // Some networks can't call themselves by their own name. That Meta has come through says more.
  const challenge = await proofOf(store.read, 'challenge', '');
  return challenge?.isOk
    ? found(true, 'reachable', detail, { by: 'meta' })
    : found(false, 'not-reachable', detail);
};

export const verifyToken = async ({ ring, isPractice }: ServerContext): Promise<Finding> => {
  if (isPractice) return found(true, 'practice');
  return ring.verifyToken === null ? found(false, 'not-set') : found(true, 'set');
};

/** What Meta shows by itself, and witness.ts writes down when it happens. */
export const challenge = async ({ store, isPractice }: ServerContext): Promise<Finding> => {
  if (isPractice) return found(true, 'practice');
  return (await proofOf(store.read, 'challenge', '')) ?? found(false, 'not-seen');
};

/** A wrong one is only counted: anybody can send those. */
export const signature = async ({ store, isPractice }: ServerContext): Promise<Finding> => {
  if (isPractice) return found(true, 'practice');
  const known = await proofOf(store.read, 'signature', '');
  if (known?.isOk) return known;
  const refused = [...(await lastDeliveries(store.read, 'bad-signature')).values()];
  return refused.length === 0
    ? found(false, 'none-yet')
    : found(false, 'wrong', { at: Math.max(...refused) });
};

export const fields = async (context: ServerContext): Promise<Finding> => {
  const { line, webhookUrl, isPractice } = context;
  if (!line) return missingApp(context);
  const result = await readFields(line.call, line.app);
  if (!result.isOk) return stopped(result.problem);
  const { address, fields: subscribed } = result.value;
  if (address !== null && address !== webhookUrl && !isPractice)
    return found(false, 'other-address', { address });
  const left = neededFields.filter((name) => !subscribed.includes(name));
  return left.length === 0
    ? found(true, 'all-fields', { count: neededFields.length })
    : found(false, 'fields-missing', { missing: left.join(', ') });
};

/** Everything subscribed to before stays subscribed. */
export const fixFields = async (context: ServerContext): Promise<Finding | null> => {
  const { line, webhookUrl, ring, isPractice } = context;
  if (!line) return missingApp(context);
  if (ring.verifyToken === null && !isPractice) return missing('verify-token');
  const before = await readFields(line.call, line.app);
  if (!before.isOk) return stopped(before.problem);
  const all = [...new Set([...before.value.fields, ...neededFields])];
  const done = await subscribeFields(line.call, line.app, {
    address: webhookUrl,
    verifyToken: ring.verifyToken ?? '',
    fields: all,
  });
  return done.isOk ? null : stopped(done.problem);
};
