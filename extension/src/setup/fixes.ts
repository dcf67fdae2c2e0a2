/**
 * What a machine can put right, by what was found: a button is offered only where it helps. Where another
 * address would lose Meta's deliveries to ours, it asks first and names both. The server's own fixes stand
 * in backend/src/inbox/checks.
 */
import type { Act } from '@deskside/shared/checklists/model';
import type { ProofWord } from '@deskside/shared/proofs';

export type Fix = 'at-once' | 'asks';
export type FixAct = Extract<
  Act,
  'subscribe-app' | 'subscribe-fields' | 'fetch-contacts' | 'set-override'
>;

const fixes: Readonly<Record<FixAct, Partial<Record<ProofWord, Fix>>>> = {
  'subscribe-app': { 'not-subscribed': 'at-once', 'only-others': 'at-once' },
  'subscribe-fields': { 'fields-missing': 'at-once', 'other-address': 'asks' },
  // Only the asking itself hears from Meta, so it is also what is tried again.
  'fetch-contacts': { 'not-synced': 'at-once', 'meta-busy': 'at-once', 'meta-silent': 'at-once' },
  'set-override': { elsewhere: 'asks' },
};

export const isFixAct = (act: Act): act is FixAct => act in fixes;

export const fixOf = (act: FixAct, word: string | undefined): Fix | null => {
  const mended: Readonly<Record<string, Fix>> = fixes[act];
  return (word !== undefined && mended[word]) || null;
};
