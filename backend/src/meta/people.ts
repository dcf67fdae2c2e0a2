/** Who a part of a body is about, from the ids in it and the profiles that came along. */
import { clean, cleaned } from './clean.ts';
import type { Who } from './items.ts';
import { Profile } from './shapes.ts';

export interface Ids {
  phone?: string | null | undefined;
  bsuid?: string | null | undefined;
  parent?: string | null | undefined;
}

export const readProfiles = (contacts: readonly unknown[] | undefined): Profile[] =>
  (contacts ?? []).flatMap((contact) => {
    const profile = Profile.safeParse(contact);
    if (!profile.success) return [];
    const digits = digitsOf(profile.data.wa_id);
    return [isPhone(digits) ? { ...profile.data, wa_id: digits } : profile.data];
  });

/** Longer than any id that Meta gives; what is longer names nobody. */
const ID_MAX = 200;
const fits = (id: string | null | undefined) => (id && id.length <= ID_MAX ? clean(id) : null);

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
export const identify = (ids: Ids, people: readonly Profile[]): Who | null => {
  const digits = digitsOf(ids.phone);
  const phone = isPhone(digits) ? digits : null;
  const bsuid = scopedId(ids.bsuid, phone) ?? (phone ? null : fits(ids.phone));
  // Two people may be named with one phone; the id that names one of them alone comes first.
  const person =
    (bsuid !== null &&
      people.find((one) => one.user_id === bsuid || (!phone && one.wa_id === bsuid))) ||
    people.find(
      (one) =>
        (phone !== null && one.wa_id === phone) ||
        (bsuid !== null && one.wa_id === bsuid) ||
        (ids.parent && one.parent_user_id === ids.parent),
    );
  const found = bsuid ?? scopedId(person?.user_id, phone);
  const parent = scopedId(ids.parent, phone) ?? scopedId(person?.parent_user_id, phone);
  const known = phone ?? (isPhone(person?.wa_id) ? person.wa_id : null);
  if (!known && !found && !parent) return null;
  return {
    bsuid: found,
    parent,
    phone: known && `+${known}`,
    name: cleaned(person?.profile?.name),
    username: cleaned(person?.profile?.username?.replace(/^@/, '')),
  };
};
