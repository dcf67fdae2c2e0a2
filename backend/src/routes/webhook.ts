/**
 * Meta's door. Nothing in a request is believed before its signature is checked over the raw bytes;
 * after that everything is kept, and answered 200 only when it is on the disk.
 */
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import { readBody } from '../inbox/deliveries.ts';
import { isSigned } from '../meta/verify.ts';
import { readBytes } from './body.ts';
import type { App, Deps } from './context.ts';

/** Meta's own limit is 3 MB; a little more is read before we refuse. */
const BODY_MAX = 4 * 1024 * 1024;

export const webhookRoutes = (app: App, deps: Deps): void => {
  const { keys, witness, deliveries, deliveryCount, metrics, log, clock } = deps;

  app.get('/webhooks/whatsapp', async (c) => {
    const {
      'hub.mode': mode,
      'hub.verify_token': token,
      'hub.challenge': challenge,
    } = c.req.query();
    const { verifyToken } = await keys.read();
    const isOurs = mode === 'subscribe' && isSame(token, verifyToken);
    if (mode === 'subscribe' && token !== undefined) await witness.challenge(isOurs);
    if (!isOurs || challenge === undefined)
      throw new AppError(403, 'forbidden', 'The verify token is another one.');
    return c.text(challenge);
  });

  app.post('/webhooks/whatsapp', async (c) => {
    const body = await readBytes(c, BODY_MAX).catch((error: unknown) => {
      if (error instanceof AppError) metrics.count('deliveries', error.code);
      if (error instanceof AppError && error.code === 'too-large')
        deliveryCount.add('too-large', []);
      throw error;
    });
    const { appSecrets } = await keys.read();
    // Not by the request's own headers: they would all be copied for this one.
    const signature = given(c.env.incoming.headers['x-hub-signature-256']);
    const isByMeta = isSigned(body, signature, appSecrets);
    const isPractice = !isByMeta && isSigned(body, signature, [deps.practiceSecret]);
    if (!isByMeta && !isPractice) {
      metrics.count('deliveries', 'bad-signature');
      deliveryCount.add('bad-signature', []);
      throw new AppError(401, 'bad-signature', 'The signature is not by a secret that we know.');
    }
    const items = readBody(body, clock());
    // Meta retries whatever isn't 200, for days, and everything else in the same delivery with it. So
    // what we can't read is kept aside, and accepted.
    const outcome = await deliveries.take(body, items).catch((error: unknown) => {
      metrics.count('deliveries', 'unavailable');
      deliveryCount.add('unavailable', items);
      log.webhook.error({ error }, 'a delivery could not be written');
      throw new AppError(503, 'unavailable', 'The database can’t take it now. Try again later.');
    });
    metrics.count('deliveries', outcome);
    deliveryCount.add(outcome, items);
    if (outcome === 'aside') metrics.count('aside', 'failed');
    for (const item of items) {
      metrics.count('items', item.kind);
      if (item.kind === 'aside') metrics.count('aside', item.reason);
      if (item.kind === 'aside' && item.mistake !== undefined)
        log.webhook.error({ error: item.mistake }, 'a delivery made us stumble and is kept aside');
    }
    if (isByMeta) await witness.signature();
    await witness.delivered(items);
    log.webhook.debug({ items: items.length }, 'delivery stored');
    return c.text('');
  });
};

/** Said twice, it is neither. */
const given = (header: string | string[] | undefined) =>
  typeof header === 'string' ? header : undefined;

const isSame = (given: string | undefined, expected: string | null): boolean => {
  if (given === undefined || expected === null) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
