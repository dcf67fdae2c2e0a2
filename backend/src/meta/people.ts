/** Who a part of a body is about, from the ids in it and the profiles that came along. */
import { clean, cleaned, cut } from './clean.ts';
import type { Who } from './items.ts';
import { Profile } from './shapes.ts';

export interface Ids {
  phone?: string | null | undefined;
  bsuid?: string | null | undefined;
  parent?: string | null | undefined;
}

interface Known {
  /** Where it stands in the list: of several that could be meant, the first is. */
  place: number;
  profile: Profile;
  /** As it came. */
  raw: unknown;
}

const kinds = ['user_id', 'wa_id', 'parent_user_id'] as const;

/** Whom the contacts of a value name, each by the ids in it: a body may hold thousands. */
export type People = Record<(typeof kinds)[number], ReadonlyMap<string, Known>> & {
  /** When there is one and no other. */
  only: Profile | null;
  /** What can't be read. */
  strange: readonly unknown[];
};

export const readPeople = (contacts: readonly unknown[] | undefined): People => {
  if (!contacts || contacts.length === 0) return nobody;
  const people = { user_id: new Map(), wa_id: new Map(), parent_user_id: new Map() };
  const profiles: Profile[] = [];
  const strange: unknown[] = [];
  for (const [place, raw] of contacts.entries()) {
    const parsed = Profile.safeParse(raw);
    if (!parsed.success) {
      strange.push(raw);
      continue;
    }
    const profile = parsed.data;
    const digits = digitsOf(profile.wa_id);
    if (isPhone(digits)) profile.wa_id = digits;
    profiles.push(profile);
    for (const kind of kinds) {
      const id = profile[kind];
      if (id && !people[kind].has(id)) people[kind].set(id, { place, profile, raw });
    }
  }
  return { ...people, only: profiles.length === 1 ? (profiles[0] ?? null) : null, strange };
};

export const nobody: People = {
  user_id: new Map(),
  wa_id: new Map(),
  parent_user_id: new Map(),
  only: null,
  strange: [],
};

const firstOf = (...known: readonly (Known | undefined)[]): Known | undefined => {
  let first: Known | undefined;
  for (const one of known) if (one && one.place < (first?.place ?? Infinity)) first = one;
  return first;
};

/** Whatever in it could be somebody's id, also where none belongs. */
const idsIn = (part: unknown, depth = 0): string[] => {
  if (typeof part === 'string' || typeof part === 'number') return [String(part)];
  if (typeof part !== 'object' || part === null || depth > 3) return [];
  return Object.values(part).flatMap((inner) => idsIn(inner, depth + 1));
};

/** The contacts, as they came, that a part names. */
export const contactsFor = (part: unknown, people: People): unknown[] => {
  const named = idsIn(part).flatMap((id) => {
    const all = kinds.map((kind) => people[kind].get(id));
    return [...all, people.wa_id.get(digitsOf(id) ?? '')];
  });
  return [...new Set(named.map((one) => one?.raw))].filter((raw) => raw !== undefined);
};

/** Longer than any id that Meta gives; what is longer names nobody. */
const ID_MAX = 200;
const fits = (id: string | null | undefined) => (id && id.length <= ID_MAX ? clean(id) : null);

/** WhatsApp's own are far shorter, and every snapshot holds them. */
const NAME_MAX = 200;
export const nameOf = (name: string | undefined): string | null =>
  cleaned(name === undefined ? undefined : cut(name, NAME_MAX));

/** Malformed ids have been seen. Beside a phone one is left out, because it may be anybody's; alone it
 * is all there is. */
const scopedId = (id: string | null | undefined, phone: string | null): string | null =>
  phone && !/^[A-Z]{2}\.(ENT\.)?\w{1,128}$/.test(id ?? '') ? null : fits(id);

const digitsOf = (phone: string | null | undefined) => phone?.replace(/[\s()+.-]/g, '');
const isPhone = (digits: string | undefined): digits is string =>
  digits !== undefined && /^\d{5,20}$/.test(digits);

/** Somebody's id together with a phone or a parent id: then one may be known where the other wasn't. */
export const joining = (who: Who | null): Who | null =>
  who?.bsuid && (who.phone || who.parent) ? who : null;

/** Profiles are matched by id, never by their place in the list. A business-scoped id has been seen in
 * the fields for phones, so a phone is only what looks like one. */
export const identify = (ids: Ids, people: People): Who | null => {
  const digits = digitsOf(ids.phone);
  const phone = isPhone(digits) ? digits : null;
  const bsuid = scopedId(ids.bsuid, phone) ?? (phone ? null : fits(ids.phone));
  // Two people may be named with one phone; the id that names one of them alone comes first.
  const byId = bsuid ? people.user_id.get(bsuid) : undefined;
  // An id in the place of a phone, too.
  const byWrongId = bsuid ? people.wa_id.get(bsuid) : undefined;
  const person = (
    firstOf(byId, phone ? undefined : byWrongId) ??
    firstOf(
      phone ? people.wa_id.get(phone) : undefined,
      byWrongId,
      ids.parent ? people.parent_user_id.get(ids.parent) : undefined,
    )
  )?.profile;
  const found = bsuid ?? scopedId(person?.user_id, phone);
  const parent = scopedId(ids.parent, phone) ?? scopedId(person?.parent_user_id, phone);
  const known = phone ?? (isPhone(person?.wa_id) ? person.wa_id : null);
  if (!known && !found && !parent) return null;
  return {
    bsuid: found,
    parent,
    phone: known && `+${known}`,
    name: nameOf(person?.profile?.name),
    username: nameOf(person?.profile?.username?.replace(/^@/, '')),
  };
};
