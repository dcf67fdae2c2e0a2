/**
 * What Meta says about accounts and numbers, as facts that an admin can read: of each kind the latest
 * counts, whenever it arrives.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 */
import type { Context } from './change.ts';
import { cut, ownOf, readTime } from './clean.ts';
import { codesOf } from './content.ts';
import type { FactItem } from './items.ts';
import { type AccountData, AccountValue } from './shapes.ts';

/** `account_update` holds many events; each has its own kind of fact. */
const events: Record<string, string> = {
  PARTNER_ADDED: 'linked',
  PARTNER_APP_INSTALLED: 'app-installed',
  PARTNER_APP_UNINSTALLED: 'app-uninstalled',
  // The owner pressed Disconnect on the phone, or Meta did it, with its reason in disconnection_info.
  PARTNER_REMOVED: 'unlinked',
  ACCOUNT_OFFBOARDED: 'offboarded',
  ACCOUNT_RECONNECTED: 'reconnected',
  ACCOUNT_DELETED: 'deleted',
  ACCOUNT_RESTRICTION: 'restricted',
  ACCOUNT_VIOLATION: 'violation',
  DISABLED_UPDATE: 'banned',
  VERIFIED_ACCOUNT: 'verified',
  // No event of Meta's: how an error about no message in particular is told here.
  ERROR: 'error',
};

/** The other fields, and what their facts are called. */
export const accountFields: Record<string, string> = {
  account_alerts: 'alert',
  account_review_update: 'review',
  account_settings_update: 'settings',
  business_capability_update: 'limits',
  business_status_update: 'business',
  business_username_updates: 'username',
  // One page of Meta's writes it so.
  business_username_update: 'username',
  phone_number_name_update: 'name',
  phone_number_quality_update: 'quality',
  security: 'security',
  message_template_status_update: 'template',
  message_template_quality_update: 'template-quality',
  message_template_components_update: 'template-content',
  template_category_update: 'template-category',
  template_correct_category_detection: 'template-miscategorised',
  payment_configuration_update: 'payments',
  partner_solutions: 'solution',
  flows: 'flow',
  automatic_events: 'ad-event',
  tracking_events: 'ad-event',
  consumer_profile: 'profile',
};

export const readAccountFact = (
  field: string,
  entry: { id: string; time: unknown },
  value: unknown,
  arrivedAt: number,
): FactItem | null => {
  const parsed = AccountValue.safeParse(value);
  if (!parsed.success) return null;
  const { data } = parsed;
  const event = cut(data.event ?? '', 64);
  const what =
    field === 'account_update'
      ? (ownOf(events, event) ?? `account ${event.toLowerCase()}`)
      : ownOf(accountFields, labelled(field, data));
  if (!what || (field === 'account_update' && !event)) return null;
  const at = readTime(entry.time, arrivedAt) ?? readTime(data.timestamp, arrivedAt);
  return {
    kind: 'fact',
    // The reference names the portfolio in the entry and the account inside; the page on coexistence
    // names the account in the entry.
    accountId: cut(data.waba_info?.waba_id ?? entry.id, 64),
    number: numberOf(data),
    what,
    subject: subjectOf(what, data),
    at: at ?? arrivedAt,
    isTimed: at !== null,
    detail: scalarsOf(data),
  };
};

/** An error about no message in particular, if it says which. */
export const readError = (
  { line, arrivedAt }: Context,
  error: unknown,
  time: unknown,
): FactItem[] => {
  if (codesOf([error]).length === 0) return [];
  const entry = { id: line.accountId, time };
  const fact = readAccountFact('account_update', entry, { event: 'ERROR', error }, arrivedAt);
  return fact ? [{ ...fact, number: line.numberId }] : [];
};

/** Which of several: a template, a flow, an error. Those of the kinds that aren't here replace each other. */
const subjectOf = (what: string, data: AccountData): string => {
  const { message_template_name: name, message_template_language: language } = data;
  const template = name ?? data.message_template_id;
  const words: Record<string, readonly unknown[]> = {
    flow: [data.flow_id],
    alert: [data.alert_info?.alert_type ?? data.alert_type, data.entity_id],
    violation: [data.violation_info?.violation_type],
    solution: [data.solution_id],
    security: [data.event],
    error: [data.error?.code],
  };
  const said = words[what] ?? [template, language];
  return cut(said.filter(Boolean).join(' '), 600);
};

/** One of Meta's samples sends a template's quality under the field of its status. */
const labelled = (field: string, data: object): string =>
  field === 'message_template_status_update' && 'new_quality_score' in data
    ? 'message_template_quality_update'
    : field;

const numberOf = (data: AccountData): string => {
  const id = data.metadata?.phone_number_id ?? data.phone_number_settings?.phone_number_id;
  if (id) return cut(id, 64);
  const digits = (data.phone_number ?? data.display_phone_number ?? '').replace(/\D/g, '');
  return digits ? `+${digits.slice(0, 20)}` : '';
};

const DEPTH_MAX = 4;
const FIELDS_MAX = 40;
const TEXT_MAX = 500;

/** The plain values, wherever they stand: `disconnection_info.reason`. Enough to be told in words, and
 * never more than a row can bear. */
const scalarsOf = (value: object): FactItem['detail'] => {
  const found: [string, string | number | boolean][] = [];
  const visit = (part: unknown, path: string, depth: number) => {
    if (found.length >= FIELDS_MAX || depth > DEPTH_MAX) return;
    if (typeof part === 'string') found.push([path, cut(part, TEXT_MAX)]);
    else if (typeof part === 'number' || typeof part === 'boolean') found.push([path, part]);
    else if (typeof part === 'object' && part !== null)
      for (const [name, inner] of Object.entries(part))
        visit(inner, cut(path ? `${path}.${name}` : name, 200), depth + 1);
  };
  visit(value, '', 0);
  return Object.fromEntries(found);
};
