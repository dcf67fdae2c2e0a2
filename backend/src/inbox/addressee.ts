/**
 * To whom a reply goes: to whoever wrote last, by exactly what came with it. A phone that has passed to
 * somebody else since is not used, however well it was known.
 */

import { claimsOfContact, claimsToValue, weakParts } from '../store/claims.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { Store, Tx } from '../store/db.ts';
import { latestFromCustomer, type MessageRow } from '../store/messages.ts';
import { holderAt } from './ingest/identity.ts';

export type Addressee = Pick<MessageRow, 'contactId' | 'weakKey'>;

export const addresseeOf = async (
  { db }: Pick<Tx, 'db'>,
  conversation: ConversationRow,
): Promise<Addressee> => {
  const last = await latestFromCustomer(db, conversation.id);
  return {
    contactId: last?.contactId ?? conversation.contactId,
    weakKey: last?.weakKey ?? null,
  };
};

export interface Address {
  phone: string | null;
  bsuid: string | null;
}

export const addressOf = async (
  db: Store['read'],
  { contactId, weakKey }: Addressee,
  now: number,
): Promise<Address | null> => {
  if (weakKey !== null) {
    const { kind, value } = weakParts(weakKey);
    return kind === 'phone' ? { phone: value, bsuid: null } : { phone: null, bsuid: value };
  }
  const claims = await claimsOfContact(db, contactId);
  const own = claims.find(({ holder, kind }) => holder === '' && kind !== 'phone')?.value ?? null;
  const phones = claims
    .filter(({ kind }) => kind === 'phone')
    .sort((a, b) => b.firstAt - a.firstAt);
  for (const claim of phones) {
    const holder = holderAt(await claimsToValue(db, claim), now);
    if (!holder || holder.contactId === contactId) return { phone: claim.value, bsuid: own };
  }
  return own ? { phone: null, bsuid: own } : null;
};
