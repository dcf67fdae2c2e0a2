/**
 * Meta's door. Nothing in a request is believed before its signature is checked over the raw bytes;
 * after that everything is kept, and answered 200 only when it is on the disk.
 */
import { timingSafeEqual } from 'node:crypto';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../errors.ts';
import { ingestDelivery } from '../inbox/ingest.ts';
import { isSigned } from '../meta/verify.ts';
import { type Item, readWebhook } from '../meta/webhook.ts';
import { keepAside } from '../store/aside.ts';
import type { App, Deps } from './context.ts';

/** Meta's own limit is 3 MB; a little more is read before we refuse. */
const BODY_MAX = 4 * 1024 * 1024;

export const webhookRoutes = (app: App, deps: Deps): void => {
  const { config, store, metrics, log, clock } = deps;
  const secrets = [...config.appSecrets, deps.practiceSecret];

  app.get('/webhooks/whatsapp', (c) => {
    const {
      'hub.mode': mode,
      'hub.verify_token': token,
      'hub.challenge': challenge,
    } = c.req.query();
    const isOurs = mode === 'subscribe' && isSame(token, config.verifyToken);
    if (!isOurs || challenge === undefined)
      throw new AppError(403, 'forbidden', 'The verify token is another one.');
    return c.text(challenge);
  });

  const limit = bodyLimit({
    maxSize: BODY_MAX,
    onError: () => {
      metrics.deliveries.inc({ outcome: 'too-large' });
      throw new AppError(413, 'too-large', 'A delivery has at most 4 MB.');
    },
  });

  app.post('/webhooks/whatsapp', limit, async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    if (!isSigned(body, c.req.header('x-hub-signature-256'), secrets)) {
      metrics.deliveries.inc({ outcome: 'bad-signature' });
      throw new AppError(401, 'bad-signature', 'The signature is not by a secret that we know.');
    }
    const arrivedAt = clock();
    const items = readBody(body);
    // Meta retries whatever isn't 200, for days, and everything else in the same delivery with it. So
    // what we can't read is kept whole, and accepted.
    await store.write((tx) =>
      items
        ? ingestDelivery(tx, items, { canSend: config.accessToken !== null, arrivedAt })
        : keepAside(tx, 'not JSON', body, arrivedAt),
    );
    metrics.deliveries.inc({ outcome: items ? 'stored' : 'aside' });
    for (const { kind } of items ?? []) metrics.items.inc({ kind });
    log.webhook.debug({ items: items?.length ?? 0 }, 'delivery stored');
    return c.text('');
  });
};

const readBody = (body: Uint8Array): Item[] | undefined => {
  let payload: unknown;
  try {
    payload = JSON.parse(Buffer.from(body).toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return readWebhook(payload);
};

const isSame = (given: string | undefined, expected: string | null): boolean => {
  if (given === undefined || expected === null) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
