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
