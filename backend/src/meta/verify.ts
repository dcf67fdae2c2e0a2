/**
 * Meta's signature: HMAC-SHA256 of the raw bytes with the app's secret. Never of parsed and
 * re-serialised JSON, which differs in escapes and spaces. Several secrets are good at once, so that
 * one can be changed without losing a delivery.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const sign = (body: Uint8Array | string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

export const isSigned = (
  body: Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
): boolean => {
  if (!header || !/^sha256=[0-9a-f]{64}$/.test(header)) return false;
  const given = Buffer.from(header);
  return secrets.some((secret) => timingSafeEqual(Buffer.from(sign(body, secret)), given));
};
