/**
 * As much of Meta's webhook bodies as we read, and no more: what we don't know passes through
 * unharmed, and each message is judged alone so that a strange one never costs its neighbours.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
import * as z from 'zod/mini';

export const Envelope = z.looseObject({
  entry: z.array(
    z.looseObject({
      id: z.string(),
      changes: z.array(z.looseObject({ field: z.string(), value: z.unknown() })),
    }),
  ),
});

export const Value = z.looseObject({
  metadata: z.looseObject({
    display_phone_number: z.string(),
    phone_number_id: z.string().check(z.minLength(1)),
  }),
  contacts: z.optional(z.array(z.unknown())),
  messages: z.optional(z.array(z.unknown())),
  message_echoes: z.optional(z.array(z.unknown())),
  statuses: z.optional(z.array(z.unknown())),
  errors: z.optional(z.array(z.unknown())),
});

export const Profile = z.looseObject({
  profile: z.optional(
    z.looseObject({ name: z.optional(z.string()), username: z.optional(z.string()) }),
  ),
  wa_id: z.optional(z.string()),
  user_id: z.optional(z.string()),
  parent_user_id: z.optional(z.string()),
});

export type Profile = z.infer<typeof Profile>;

/** Meta sends seconds as text. Beyond the year 5138 it is somebody's milliseconds, or rubbish. */
const Seconds = z.pipe(
  z.string().check(z.regex(/^\d{1,11}$/)),
  z.transform((seconds) => Number(seconds) * 1000),
);

const MetaId = z.string().check(z.minLength(1), z.maxLength(512));

export const Inbound = z.looseObject({
  id: MetaId,
  timestamp: Seconds,
  type: z.string(),
  from: z.optional(z.string()),
  from_user_id: z.optional(z.string()),
  from_parent_user_id: z.optional(z.string()),
  group_id: z.optional(z.string()),
});

export const Echo = z.looseObject({
  id: MetaId,
  timestamp: Seconds,
  type: z.string(),
  to: z.optional(z.string()),
  to_user_id: z.optional(z.string()),
  to_parent_user_id: z.optional(z.string()),
});

export const Status = z.looseObject({
  id: MetaId,
  status: z.string(),
  timestamp: Seconds,
  biz_opaque_callback_data: z.optional(z.string()),
  errors: z.optional(z.array(z.looseObject({ code: z.number() }))),
});

export const TextPart = z.looseObject({ body: z.string() });
export const Captioned = z.looseObject({ caption: z.string() });
export const ErrorPart = z.looseObject({ code: z.number() });
