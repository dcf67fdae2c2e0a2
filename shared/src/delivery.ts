import type { Delivery } from './models.ts';

/**
 * Statuses arrive late, twice and in any order, so a message keeps the furthest it has reached.
 * `failed` stands above `sent`, because Meta may accept first and fail later; and below `delivered`,
 * because a message that a customer holds in hand did not fail.
 */
const ladder: readonly Delivery[] = [
  'queued',
  'unknown',
  'sent',
  'failed',
  'delivered',
  'read',
  'played',
];

export const isFurther = (next: Delivery, current: Delivery | null): boolean =>
  current === null || ladder.indexOf(next) > ladder.indexOf(current);

/** Of two failures the greater code is kept, so that the order in which they arrive decides nothing. */
export const isNews = (
  next: { delivery: Delivery; failure: string | null },
  current: { delivery: Delivery | null; failure: string | null },
): boolean =>
  isFurther(next.delivery, current.delivery) ||
  (next.delivery === 'failed' &&
    current.delivery === 'failed' &&
    (next.failure ?? '') > (current.failure ?? ''));
