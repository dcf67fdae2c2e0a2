import { proofWords } from '@deskside/shared/proofs';
import { describe, expect, it } from 'vitest';
import { type FixAct, fixOf } from './fixes.ts';

const offered = (act: FixAct) => proofWords.filter((word) => fixOf(act, word));

describe('what a machine puts right', () => {
  it('is offered for what it mends, and nothing else', () => {
    expect(offered('subscribe-app')).toEqual(['not-subscribed', 'only-others']);
    expect(offered('subscribe-fields')).toEqual(['fields-missing', 'other-address']);
    expect(offered('set-override')).toEqual(['elsewhere']);
    expect(offered('fetch-contacts')).toEqual(['not-synced', 'meta-silent', 'meta-busy']);
    expect(fixOf('subscribe-app', undefined)).toBe(null);
  });

  it('is asked about first where another address would lose its deliveries', () => {
    expect(fixOf('subscribe-fields', 'other-address')).toBe('asks');
    expect(fixOf('set-override', 'elsewhere')).toBe('asks');
    expect(fixOf('subscribe-fields', 'fields-missing')).toBe('at-once');
  });
});
