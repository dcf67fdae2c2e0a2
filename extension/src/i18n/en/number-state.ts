/** A number's quality and its name's review, in words. Meta's lists grow: what isn't known here stands as
 * Meta wrote it.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/display-names */
import type { Detail } from '../setup-words.ts';

const qualities: ReadonlyMap<string, string> = new Map([
  ['GREEN', 'quality high'],
  ['YELLOW', 'quality medium'],
  ['RED', 'quality low (customers block or report it)'],
  ['UNKNOWN', 'quality not rated yet'],
  ['NA', 'quality not rated yet'],
]);

export const qualityOf = ({ quality }: Detail): string =>
  quality ? (qualities.get(String(quality)) ?? `quality ${quality}`) : '';

const reviews = new Map<string, (name: string) => string>([
  ['APPROVED', () => ''],
  ['AVAILABLE_WITHOUT_REVIEW', () => ''],
  ['PENDING_REVIEW', (name) => `Meta is still reviewing the name${name}.`],
  ['DECLINED', (name) => `Meta declined the name${name}. Enter another in WhatsApp Manager.`],
  [
    'EXPIRED',
    (name) => `The approval of the name${name} has expired. Ask for it again in WhatsApp Manager.`,
  ],
  ['NONE', () => 'The name hasn’t been reviewed yet. Look at it in WhatsApp Manager.'],
  ['NON_EXISTS', () => 'The name hasn’t been reviewed yet. Look at it in WhatsApp Manager.'],
]);

/** Nothing where the name is in order. */
export const reviewOf = ({ nameState, name }: Detail): string => {
  if (!nameState) return '';
  const review = reviews.get(String(nameState));
  return review ? review(name ? ` “${name}”` : '') : `The name’s review at Meta: ${nameState}.`;
};

/** What Meta says of each problem, else its codes. */
export const problemsOf = ({ why, problems }: Detail): string =>
  why || problems ? `Meta says: ${why || problems}.` : '';

export const sentences = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ');
