/**
 * Random lives of an inbox, for the laws: a few customers, some of whom share a phone or change it, and
 * everything that Meta may say of them, over a few days by Meta's clock.
 */
import fc from 'fast-check';
import * as bodies from '../fixtures/bodies.ts';

export const START = 1_790_000_000_000;
const HOUR = 3_600_000;
/** When all of it arrives: after everything, so that no time lies in the future. */
export const NOW = START + 10 * 24 * HOUR;

/** Known by everything, by the id alone, by a phone alone; two more who were seen with that same phone,
 * and one of a parent id alone. */
const people: readonly bodies.Someone[] = [
  { name: 'Mei', phone: '85291234567', bsuid: 'HK.1', parent: 'HK.ENT.1' },
  { name: 'Luna', bsuid: 'HK.2', username: 'luna' },
  { name: '陳大文', phone: '85261112222' },
  { name: 'Tai Man', phone: '85261112222', bsuid: 'HK.3' },
  { name: 'Somebody new', phone: '85261112222', bsuid: 'HK.4' },
  { name: 'Mei (parent)', parent: 'HK.ENT.1' },
  { name: 'Mei Chan', phone: '85297654321', bsuid: 'HK.5' },
  { name: 'Tai Man', phone: '85263334444', bsuid: 'HK.3' },
];
const personOf = (n: number) => people[n % people.length] ?? {};

const parts: Record<string, (n: number) => object> = {
  text: (n) => bodies.textPart(`text ${n}`),
  photo: (n) => ({ type: 'image', image: { id: `photo ${n}`, caption: `photo ${n}` } }),
  quote: (n) => ({
    ...bodies.textPart(`quote ${n}`),
    context: { id: `${n % 2 ? 'said' : 'reaction'} ${n % 5}` },
  }),
  forwarded: (n) => ({ ...bodies.textPart(`text ${n}`), context: { forwarded: true } }),
  ad: (n) => ({ ...bodies.textPart(`text ${n}`), referral: { headline: 'Sale', source_url: 'u' } }),
  place: () => ({ type: 'location', location: { latitude: 22.3, longitude: 114.2, name: 'Here' } }),
  choice: () => ({
    type: 'interactive',
    interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Blue' } },
  }),
  order: () => ({
    type: 'order',
    order: { product_items: [{ product_retailer_id: 'lamp', quantity: 2 }] },
  }),
  future: () => ({ type: 'hologram', hologram: { shape: 'cube' } }),
};
const partNames = Object.keys(parts);
const saidPart = (n: number): object => parts[partNames[n % partNames.length] ?? '']?.(n) ?? {};

/** What one delivery tells. `n` names the thing, and with it the person; `at` is its moment. */
export interface Said {
  kind: (typeof kinds)[number];
  n: number;
  at: number;
  /** To the number of the business's other account. */
  isOther: boolean;
}

const kinds = [
  'said',
  'placeholder',
  'unnamed',
  'without-phone',
  'ghost',
  'answer',
  'user-id',
  'call-out',
  'both-ids',
  'held',
  'reaction',
  'reaction-back',
  'edit',
  'revoke',
  'echo',
  'echo-edit',
  'echo-revoke',
  'sent',
  'delivered',
  'read',
  'failed',
  'refused',
  'nonsense',
  'call',
  'call-end',
  'became',
  'book',
  'book-out',
  'stopped',
  'handover',
  'history',
  'described',
  'quality',
  'removed',
  'removed-by-phone',
  'added',
  'strange',
] as const;

const someKind = fc.oneof(
  { weight: 10, arbitrary: fc.constant('said' as const) },
  { weight: 4, arbitrary: fc.constant('echo' as const) },
  { weight: 20, arbitrary: fc.constantFrom(...kinds) },
);

/** A set: one of each kind and number. */
export const someLife: fc.Arbitrary<Said[]> = fc.uniqueArray(
  fc.record({
    kind: someKind,
    n: fc.nat({ max: 13 }),
    // Whole seconds over four days, so that sessions close, stretch and join; and often the same ones.
    at: fc
      .oneof(
        fc.nat({ max: 4 * 24 * 3600 }),
        fc.nat({ max: 4 }).map((halfDays) => halfDays * 12 * 3600),
      )
      .map((seconds) => START + seconds * 1000),
    isOther: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  { maxLength: 28, selector: ({ kind, n, isOther }) => `${kind} ${n} ${isOther}` },
);

const statuses = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  refused: 'failed',
};

/** A change, and what its entry says of it. */
interface Told {
  field: string;
  value: object;
  time?: number;
  account?: string;
}

/** The change that tells it. */
const changeFor = ({ kind, n, at }: Said): Told => {
  const who = personOf(n);
  const target = n === 13 ? 'call 1' : `said ${n % 6}`;
  const customer = (id: string, part: object) => ({
    field: 'messages',
    value: bodies.messageValue(who, id, at, part),
  });
  const phone = (id: string, part: object) => ({
    field: 'smb_message_echoes',
    value: bodies.echoPart(who, id, at, part),
  });
  const account = (value: object) => ({ field: 'account_update', value, time: at / 1000 });
  switch (kind) {
    case 'said':
      return customer(`said ${n}`, saidPart(n));
    case 'placeholder':
      return customer(`said ${n}`, { type: 'unsupported', errors: [{ code: 131060 }] });
    case 'unnamed':
      return customer(`said ${n}`, { type: 'unsupported', errors: [{ code: 131051 }] });
    // What turns out to be a reaction, and what was said about it.
    case 'ghost':
      return customer(`reaction ${n}`, { type: 'unsupported', errors: [{ code: 131060 }] });
    case 'answer':
      return customer(`answer ${n}`, saidPart(2 + partNames.length * n));
    // Of the number it says only Meta's id.
    case 'without-phone': {
      const { value } = customer(`without-phone ${n}`, saidPart(n));
      const metadata = { phone_number_id: bodies.NUMBER_ID };
      return { field: 'messages', value: { ...value, metadata } };
    }
    case 'user-id':
      return {
        field: 'user_id_update',
        value: {
          user_id_update: [
            {
              wa_id: '85291234567',
              user_id: { previous: 'HK.2', current: 'HK.5' },
              timestamp: String(at / 1000),
            },
          ],
        },
      };
    case 'call-out':
      return {
        field: 'calls',
        value: bodies.callValue(who, `out ${n}`, at, n % 2 ? 'connect' : 'terminate', false),
      };
    case 'both-ids': {
      const value = bodies.statusValue(`echo ${n}`, 'delivered', at);
      const [status] = value.statuses;
      const ids = { recipient_id: '85261112222', recipient_user_id: 'HK.3' };
      const profile = { wa_id: '85261112222', user_id: 'HK.3', profile: { name: `Tai ${n % 3}` } };
      const contacts = n % 2 ? { contacts: [profile] } : {};
      return { field: 'messages', value: { statuses: [{ ...status, ...ids }], ...contacts } };
    }
    case 'held':
      return {
        field: 'standby',
        value: { standby: bodies.messageValue(who, `said ${n}`, at, saidPart(n)) },
      };
    case 'reaction':
    case 'reaction-back':
      return customer(`${kind} ${n}`, {
        type: 'reaction',
        reaction: { message_id: target, emoji: kind === 'reaction' ? '👍' : '' },
      });
    case 'edit':
      return customer(`edit ${n}`, {
        type: 'edit',
        edit: { original_message_id: target, message: bodies.textPart(`edited ${n}`) },
      });
    case 'revoke':
      return customer(`revoke ${n}`, { type: 'revoke', revoke: { original_message_id: target } });
    case 'echo':
      return phone(`echo ${n}`, bodies.textPart(`echo ${n}`));
    case 'echo-edit':
      return phone(`echo-edit ${n}`, {
        type: 'edit',
        edit: { original_message_id: `echo ${n % 6}`, message: bodies.textPart(`edited ${n}`) },
      });
    case 'echo-revoke':
      return phone(`echo-revoke ${n}`, {
        type: 'revoke',
        revoke: { original_message_id: `echo ${n % 6}` },
      });
    case 'sent':
    case 'delivered':
    case 'read':
    case 'failed':
    case 'refused':
      return {
        field: 'messages',
        value: bodies.statusValue(`echo ${n}`, statuses[kind], at, {
          code: kind === 'refused' ? 131047 : 131026,
          isPaid: kind === 'sent',
        }),
      };
    // Of what a customer said.
    case 'nonsense':
      return { field: 'messages', value: bodies.statusValue(target, 'read', at) };
    case 'call':
    case 'call-end':
      return {
        field: 'calls',
        value: bodies.callValue(who, `call ${n}`, at, kind === 'call' ? 'connect' : 'terminate'),
      };
    case 'became':
      return customer(`became ${n}`, {
        type: 'system',
        system: {
          type: 'user_changed_number',
          wa_id: '85297654321',
          user_id: 'HK.5',
          body: 'moved',
        },
      });
    case 'book':
    case 'book-out':
      return {
        field: 'smb_app_state_sync',
        value: bodies.syncValue(who, kind === 'book' ? `Book ${n}` : null, at),
      };
    case 'stopped':
      return { field: 'user_preferences', value: bodies.preferenceValue(who, 'stop', at) };
    case 'handover':
      return { field: 'messaging_handovers', value: bodies.handoverValue(who, at) };
    case 'history':
      return {
        field: 'history',
        value: {
          history: [{ threads: [{ messages: [{ id: `old ${n}` }, { id: `older ${n}` }] }] }],
        },
      };
    case 'described':
      return { field: 'history', value: bodies.messageValue(who, `old ${n}`, at, saidPart(n)) };
    case 'quality':
      return {
        field: 'phone_number_quality_update',
        value: { display_phone_number: '85255550100', event: `UPGRADE ${n}` },
        time: at / 1000,
      };
    case 'removed':
      return account({ event: 'PARTNER_REMOVED', disconnection_info: { reason: `REASON ${n}` } });
    // As Meta's two shapes would be in one: under the portfolio's id, with nothing but the phone inside.
    case 'removed-by-phone':
      return {
        ...account({ event: 'PARTNER_REMOVED', phone_number: '85255550100' }),
        account: 'portfolio',
      };
    case 'added':
      return account({ event: 'PARTNER_ADDED' });
    case 'strange':
      return { field: 'messages', value: { messages: [{ id: `strange ${n}` }] } };
  }
};

type Value = Record<string, unknown>;
interface Profile {
  wa_id?: string;
  user_id?: string;
  parent_user_id?: string;
}

const profilesOf = ({ contacts }: Value) => (contacts ?? []) as Profile[];

/** One value never calls one id by two names: which of them is meant couldn't be told. And a status
 * beside somebody's profile would say more than it did alone. */
const areAtOdds = (one: Value, other: Value): boolean =>
  String(Object.keys(one)) !== String(Object.keys(other)) ||
  profilesOf(one).some((a) =>
    profilesOf(other).some(
      (b) =>
        JSON.stringify(a) !== JSON.stringify(b) &&
        (['wa_id', 'user_id', 'parent_user_id'] as const).some(
          (id) => a[id] !== undefined && a[id] === b[id],
        ),
    ),
  );

/** Lists behind each other, what lies deeper in the same way, and of the rest the first. */
const join = (one: Value, other: Value): Value => {
  const merge = (a: unknown, b: unknown): unknown => {
    if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    if (a && b && typeof a === 'object' && typeof b === 'object') return join({ ...a }, { ...b });
    return a ?? b;
  };
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, merge(one[name], other[name])]));
};

/** What Meta puts into one value where it can. */
const joinable = new Set(['messages', 'standby', 'smb_message_echoes', 'calls', 'history']);

/** Several changes in one delivery; or, joined, several parts in one change. */
export const bodyOf = (batch: readonly Said[], isJoined = false) => {
  const changes: (Told & { value: Value; isOther: boolean })[] = [];
  for (const one of batch) {
    const { isOther } = one;
    const next = { ...changeFor(one), value: { ...changeFor(one).value } as Value, isOther };
    const same = changes.find((known) => known.field === next.field && known.isOther === isOther);
    const [mine, theirs] = [same?.value.standby ?? same?.value, next.value.standby ?? next.value];
    const isFit = same && joinable.has(next.field) && !areAtOdds(mine as Value, theirs as Value);
    if (isJoined && isFit) same.value = join(same.value, next.value);
    else changes.push(next);
  }
  return {
    object: 'whatsapp_business_account',
    entry: changes.map(({ field, value, time, account, isOther }) => {
      const entry = {
        ...bodies.envelope(field, value).entry[0],
        ...(time ? { time } : {}),
        ...(account ? { id: account } : {}),
      };
      return isOther ? toOther(entry) : entry;
    }),
  };
};

export const accounts = [bodies.ACCOUNT_ID, '102290129340399'] as const;

/** The same, said to the other account's number. */
const toOther = <T>(entry: T): T =>
  JSON.parse(
    JSON.stringify(entry)
      .replaceAll(bodies.ACCOUNT_ID, accounts[1])
      .replaceAll(bodies.NUMBER_ID, '106540352242999')
      .replaceAll('85255550100', '85255550199'),
  ) as T;

export const hours = (n: number) => n * HOUR;
