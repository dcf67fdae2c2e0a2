import { expect, it } from 'vitest';
import { readWebhook } from './webhook.ts';

it('a mistake of ours keeps the delivery whole, and is told to whoever runs the server', () => {
  const mistake = new TypeError('a mistake');
  const payload = {
    get entry() {
      throw mistake;
    },
  };
  expect(readWebhook(payload, 0)).toEqual([
    { kind: 'aside', reason: 'unreadable', numberId: null, body: null, mistake },
  ]);
});
