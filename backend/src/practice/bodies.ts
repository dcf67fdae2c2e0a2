/** Webhook bodies as Meta writes them, down to the escapes. */
import { PRACTICE } from '@deskside/shared/api-setup';
import type { Person } from './people.ts';

export const NUMBER_ID = PRACTICE;
export const ACCOUNT_ID = PRACTICE;
export const PHONE = '85255550100';

/** A person without a phone number is known by a business-scoped id only. */
const bsuidOf = (person: Person) => `HK.practice${person.key}`;

const seconds = (at: number) => String(Math.floor(at / 1000));

const profileOf = (person: Person) => ({
  profile: { name: person.name, ...(person.username ? { username: person.username } : {}) },
  user_id: bsuidOf(person),
  ...(person.phone ? { wa_id: person.phone } : {}),
});

const envelope = (field: string, value: Record<string, unknown>): string => {
  const metadata = { display_phone_number: PHONE, phone_number_id: NUMBER_ID };
  const full = { messaging_product: 'whatsapp', metadata, ...value };
  const body = {
    object: 'whatsapp_business_account',
    entry: [{ id: ACCOUNT_ID, changes: [{ value: full, field }] }],
  };
  const toEscape = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(body).replace(/[^\x20-\x7e]/g, toEscape);
};

export const saidBody = (
  person: Person,
  said: { id: string; at: number; text?: string; photo?: string; isFromPhone?: boolean },
): string => {
  const part =
    said.photo === undefined
      ? { type: 'text', text: { body: said.text } }
      : { type: 'image', image: { id: said.id, mime_type: 'image/jpeg', caption: said.photo } };
  const message = { id: said.id, timestamp: seconds(said.at), ...part };
  const contacts = [profileOf(person)];
  if (said.isFromPhone)
    return envelope('smb_message_echoes', {
      contacts,
      message_echoes: [{ from: PHONE, to: person.phone, to_user_id: bsuidOf(person), ...message }],
    });
  const from = person.phone ? { from: person.phone } : {};
  return envelope('messages', {
    contacts,
    messages: [{ ...from, from_user_id: bsuidOf(person), ...message }],
  });
};

export const statusBody = (
  person: Person,
  status: { id: string; ourId: string; word: string; at: number },
): string =>
  envelope('messages', {
    statuses: [
      {
        id: status.id,
        status: status.word,
        timestamp: seconds(status.at),
        recipient_user_id: bsuidOf(person),
        ...(person.phone ? { recipient_id: person.phone } : {}),
        biz_opaque_callback_data: status.ourId,
      },
    ],
  });

/** The number was disconnected on the phone. */
export const removedBody = (at: number): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: ACCOUNT_ID,
        time: Math.floor(at / 1000),
        changes: [
          { field: 'account_update', value: { event: 'PARTNER_REMOVED', phone_number: PHONE } },
        ],
      },
    ],
  });

export const isThem = (person: Person, phone: string | null, bsuid: string | null): boolean =>
  (phone !== null && phone === `+${person.phone}`) || bsuid === bsuidOf(person);
