/**
 * As much of Meta's webhook bodies as we read, and no more: what we don't know passes through
 * unharmed, and each message is judged alone so that a strange one never costs its neighbours.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
import { z } from 'zod';

export const Envelope = z.looseObject({
  entry: z.array(
    z.looseObject({
      id: z.string(),
      changes: z.array(z.looseObject({ field: z.string(), value: z.unknown() })),
    }),
  ),
});

export const Value = z.looseObject({
  metadata: z.looseObject({ display_phone_number: z.string(), phone_number_id: z.string().min(1) }),
  contacts: z.array(z.unknown()).optional(),
  messages: z.array(z.unknown()).optional(),
  message_echoes: z.array(z.unknown()).optional(),
  statuses: z.array(z.unknown()).optional(),
  errors: z.array(z.unknown()).optional(),
});

export const Profile = z.looseObject({
  profile: z
    .looseObject({ name: z.string().optional(), username: z.string().optional() })
    .optional(),
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
});

export type Profile = z.infer<typeof Profile>;

/** Meta sends seconds as text. Beyond the year 5138 it is somebody's milliseconds, or rubbish. */
const Seconds = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform((seconds) => Number(seconds) * 1000);

const MetaId = z.string().min(1).max(512);

export const Inbound = z.looseObject({
  id: MetaId,
  timestamp: Seconds,
  type: z.string(),
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  from_parent_user_id: z.string().optional(),
  group_id: z.string().optional(),
});

export const Echo = z.looseObject({
  id: MetaId,
  timestamp: Seconds,
  type: z.string(),
  to: z.string().optional(),
  to_user_id: z.string().optional(),
  to_parent_user_id: z.string().optional(),
});

export const Status = z.looseObject({
  id: MetaId,
  status: z.string(),
  timestamp: Seconds,
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(z.looseObject({ code: z.number() })).optional(),
});

export const TextPart = z.looseObject({ body: z.string() });
export const Captioned = z.looseObject({ caption: z.string() });
export const ErrorPart = z.looseObject({ code: z.number() });
