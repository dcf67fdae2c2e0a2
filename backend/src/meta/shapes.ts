/**
 * As much of Meta's webhook bodies as we read, and no more: what we don't know passes through
 * unharmed, and each part is judged alone so that a strange one never costs its neighbours.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
import * as z from 'zod/mini';
import { clean } from './clean.ts';

/** Also ids: two that differ in what no database keeps would be one there. */
const text = z.pipe(z.string(), z.transform(clean));
const idOf = (length: number) =>
  z.pipe(z.string().check(z.maxLength(length)), z.transform(clean)).check(z.minLength(1));
/** What is said to be nothing isn't there. */
const maybe = z.optional(
  z.pipe(
    z.nullable(z.string()),
    z.transform((given) => (given === null ? undefined : clean(given))),
  ),
);
/** Judged later, and perhaps missing. */
const anything = z.optional(z.unknown());
/** What stands alone where a list belongs is a list of one. */
const list = z.optional(
  z.pipe(
    z.unknown(),
    z.transform((given): unknown[] | undefined => {
      if (given === null || given === undefined) return undefined;
      return Array.isArray(given) ? given : [given];
    }),
  ),
);

const listOrOne = z.union([
  z.array(z.unknown()),
  z.pipe(
    z.looseObject({}),
    z.transform((one): unknown[] => [one]),
  ),
]);

export const ErrorPart = z.looseObject({ code: z.union([z.number(), text]) });

/** Some samples put `field` and `object` inside the value, and some have no object at all. */
export const Envelope = z.compile(
  z.looseObject({
    object: maybe,
    entry: listOrOne,
  }),
);
export const Entry = z.compile(
  z.looseObject({
    id: z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((id) => clean(String(id))),
    ),
    time: anything,
    changes: listOrOne,
  }),
);
export const EntryChange = z.compile(z.looseObject({ field: maybe, value: anything }));

const Metadata = z.looseObject({
  display_phone_number: z.optional(
    z.pipe(
      z.nullable(z.string().check(z.maxLength(64))),
      z.transform((given) => clean(given ?? '')),
    ),
  ),
  phone_number_id: idOf(64),
});

/** Everything that messages, statuses and calls come in. */
export const Value = z.compile(
  z.looseObject({
    metadata: Metadata,
    contacts: list,
    messages: list,
    message_echoes: list,
    statuses: list,
    errors: list,
    calls: list,
    user_preferences: list,
    user_id_update: list,
    state_sync: list,
    history: list,
    standby: z.optional(z.looseObject({})),
  }),
);
export type Value = z.infer<typeof Value>;

export const Profile = z.compile(
  z.looseObject({
    profile: z.catch(
      z.optional(z.nullable(z.looseObject({ name: maybe, username: maybe }))),
      undefined,
    ),
    wa_id: maybe,
    user_id: maybe,
    parent_user_id: maybe,
  }),
);
export type Profile = z.infer<typeof Profile>;

const MetaId = idOf(512);

const Context = z.optional(
  z.nullable(
    z.looseObject({
      id: maybe,
      forwarded: z.optional(z.nullable(z.boolean())),
      frequently_forwarded: z.optional(z.nullable(z.boolean())),
      referred_product: z.optional(z.nullable(z.looseObject({ product_retailer_id: maybe }))),
    }),
  ),
);
const Referral = z.optional(z.looseObject({ source_url: maybe, headline: maybe, body: maybe }));

/** A message from either side: a customer's has `from`, an echo of the phone's has `to`. */
export const Said = z.compile(
  z.looseObject({
    id: MetaId,
    timestamp: anything,
    type: z.string().check(z.maxLength(256)),
    from: maybe,
    from_user_id: maybe,
    from_parent_user_id: maybe,
    to: maybe,
    to_user_id: maybe,
    to_parent_user_id: maybe,
    group_id: maybe,
    context: z.catch(Context, null),
    referral: z.catch(Referral, undefined),
  }),
);
export type Said = z.infer<typeof Said>;

export const Reaction = z.looseObject({ message_id: MetaId, emoji: maybe });
export const Edit = z.looseObject({
  original_message_id: MetaId,
  message: z.looseObject({ type: z.string() }),
});
export const Revoke = z.looseObject({ original_message_id: MetaId });
export const SystemPart = z.looseObject({
  type: maybe,
  body: maybe,
  wa_id: maybe,
  user_id: maybe,
  parent_user_id: maybe,
  previous_user_id: maybe,
  previous_parent_user_id: maybe,
});

/** An echo on standby wraps its message as a request to send it. */
export const Wrapped = z.looseObject({
  id: MetaId,
  timestamp: anything,
  message: z.looseObject({ type: z.string() }),
});

export const Status = z.compile(
  z.looseObject({
    id: MetaId,
    status: z.string(),
    timestamp: anything,
    recipient_id: maybe,
    recipient_user_id: maybe,
    recipient_parent_user_id: maybe,
    recipient_type: maybe,
    biz_opaque_callback_data: maybe,
    errors: list,
    // Judged one by one: Meta is taking the first of them away, and whichever is left tells what was paid.
    pricing: z.catch(
      z.optional(z.looseObject({ billable: anything, type: anything, category: anything })),
      undefined,
    ),
  }),
);

export const Call = z.looseObject({
  id: MetaId,
  timestamp: anything,
  from: maybe,
  to: maybe,
  from_user_id: maybe,
  from_parent_user_id: maybe,
  to_user_id: maybe,
  to_parent_user_id: maybe,
  recipient_id: maybe,
  recipient_user_id: maybe,
  recipient_parent_user_id: maybe,
  event: maybe,
  status: maybe,
  direction: maybe,
  duration: z.optional(z.number()),
  start_time: anything,
});
export type Call = z.infer<typeof Call>;

export const Preference = z.looseObject({
  wa_id: maybe,
  user_id: maybe,
  parent_user_id: maybe,
  value: z.string(),
  timestamp: anything,
});

const Change = z.looseObject({ previous: maybe, current: maybe });
export const UserIdUpdate = z.looseObject({
  wa_id: maybe,
  user_id: Change,
  parent_user_id: z.optional(Change),
  timestamp: anything,
});

export const Synced = z.looseObject({
  type: z.literal('contact'),
  action: z.string(),
  contact: z.looseObject({
    full_name: maybe,
    first_name: maybe,
    phone_number: maybe,
    user_id: maybe,
    parent_user_id: maybe,
    username: maybe,
  }),
  metadata: z.optional(z.looseObject({ timestamp: anything })),
});

export const Handover = z.looseObject({
  sender: z.looseObject({ phone_number: maybe, user_id: maybe, parent_user_id: maybe }),
  recipient: Metadata,
  type: z.string(),
  timestamp: anything,
});
export const Roles = z.looseObject({ new_owner_role: maybe });

export const HistoryPart = z.looseObject({
  metadata: z.optional(z.looseObject({ phase: anything, chunk_order: anything })),
  threads: z.optional(z.nullable(z.array(z.looseObject({ messages: list })))),
  errors: z.optional(z.nullable(z.array(ErrorPart))),
});

/** What account events name: the account in one of two places, and perhaps one of its numbers. */
export const AccountValue = z.looseObject({
  event: maybe,
  phone_number: maybe,
  display_phone_number: maybe,
  timestamp: anything,
  waba_info: z.optional(z.looseObject({ waba_id: maybe })),
  phone_number_settings: z.optional(z.looseObject({ phone_number_id: maybe })),
  metadata: z.optional(Metadata),
  message_template_name: maybe,
  message_template_language: maybe,
  message_template_id: z.optional(z.nullable(z.union([z.number(), text]))),
  flow_id: maybe,
  alert_info: z.catch(z.optional(z.looseObject({ alert_type: maybe })), undefined),
  alert_type: maybe,
  entity_id: z.catch(maybe, undefined),
  violation_info: z.catch(z.optional(z.looseObject({ violation_type: maybe })), undefined),
  solution_id: z.catch(maybe, undefined),
  error: z.catch(z.optional(ErrorPart), undefined),
});
export type AccountData = z.infer<typeof AccountValue>;
