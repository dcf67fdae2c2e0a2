import type { SetupWords } from '../setup-words.ts';
import { problemsOf, qualityOf, reviewOf, sentences } from './number-state.ts';
import { namesOf } from './secrets.ts';

/** What a machine found, in a sentence; where it isn't well, with what to do next. What a sentence names
 * may not be known: then it does without. */
export const proof: SetupWords['proof'] = {
  reachable: ({ address }) => `${address || 'The server'} answers from outside.`,
  'not-set': 'Nothing is set yet. Set it, then check again.',
  'not-https': 'The public address doesn’t start with https://. Meta delivers nowhere else.',
  'not-reachable': ({ address }) =>
    `Nothing answers at ${address || 'the public address'}. Check the name, the certificate and the proxy.`,
  'not-ours': ({ address }) =>
    `Another program answers at ${address || 'the public address'}. Lead this address to Deskside.`,
  set: 'It is set.',
  seen: 'Meta asked, and got the right answer.',
  'not-seen': 'Meta hasn’t asked yet. Enter the address and the token there, and save.',
  'wrong-token': 'Meta asked with another verify token. Enter the same word here and there.',
  right: 'The signature was right.',
  wrong: 'A signature was wrong. The app secret here isn’t the one of your app at Meta.',
  subscribed: ({ app }) => (app ? `${app} is subscribed.` : 'Our app is subscribed.'),
  'not-subscribed': 'No app is subscribed to this account. Subscribe ours.',
  'only-others': ({ others }) =>
    `Only other apps are subscribed${others ? ` (${others})` : ''}. Subscribe ours as well.`,
  'all-fields': 'All fields are subscribed.',
  'fields-missing': ({ missing }) =>
    missing ? `Missing: ${missing}. Subscribe them.` : 'Some fields are missing. Subscribe them.',
  'other-address': ({ address }) =>
    address
      ? `At Meta the address is ${address}, which isn’t ours. Enter ours there, or let Deskside do it.`
      : 'At Meta the address isn’t ours. Enter ours there, or let Deskside do it.',
  ours: 'Its messages come to this address.',
  elsewhere: ({ address }) =>
    `Its messages go to ${address || 'another address'}. Take that override away at Meta, or set ours.`,
  default: 'No override is set: they come to the app’s address.',
  arrived: ({ at }, say) => (at ? `Arrived ${say.moment(Number(at))}.` : 'It has arrived.'),
  'none-yet': 'None yet. Write to the number from a phone.',
  connected: (detail) =>
    sentences(
      [
        'Connected',
        detail.isOnPhone ? 'also in the Business app' : '',
        qualityOf(detail),
        detail.name ? `“${detail.name}”` : '',
      ]
        .filter(Boolean)
        .join(', ')
        .concat('.'),
      reviewOf(detail),
    ),
  'not-connected': (detail) =>
    sentences(
      `Meta says ${detail.status || 'that it isn’t connected'}.`,
      reviewOf(detail),
      'Look at the number in WhatsApp Manager.',
    ),
  limited: (detail) =>
    sentences(
      `It can send, with limits${qualityOf(detail) && `, ${qualityOf(detail)}`}.`,
      problemsOf(detail),
      reviewOf(detail),
      'Look in WhatsApp Manager.',
    ),
  blocked: (detail) =>
    sentences(
      'Meta lets it send nothing.',
      problemsOf(detail),
      reviewOf(detail),
      'Settle that in WhatsApp Manager.',
    ),
  gone: 'Meta no longer has this number.',
  free: 'None of our accounts has it.',
  'in-account': ({ account, name }) =>
    `It is in ${account || name ? `the account ${account || name}` : 'an account of ours'}. Add it as a widget, or delete it there.`,
  'in-use-here': 'It is a widget here already.',
  'cannot-tell':
    'We can’t read any account yet, so this can’t be told. Enter an access token first.',
  'all-granted': 'All permissions are granted.',
  'permission-missing': ({ missing, code }) =>
    missing
      ? `Missing: ${missing}. Make a token that has it, and enter that.`
      : `The token lacks a permission${code ? ` (Meta’s code ${code})` : ''}. Make one that has them all, and enter that.`,
  draft: 'It is a draft. Nothing is sent from it.',
  'draft-otherwise': 'It is a draft, but not disconnected here yet. Press Disconnect WhatsApp.',
  enabled: 'It is still enabled.',
  unlinked: 'The number is unlinked.',
  'still-linked': 'The number is still linked. Go through the steps on the phone.',
  unsubscribed: 'Our app is unsubscribed.',
  'still-needed': 'Another widget of this account needs it, so it stays.',
  due: 'Meta is being told. Check again in a moment.',
  failed: ({ code }) =>
    code === 'none'
      ? 'There is no access token to tell Meta with. Enter one on the manage page under Settings; it is tried again.'
      : `Meta refused${code ? ` (${code})` : ''}. It is tried again; you can go on.`,
  'paid-unknown': ({ since }, say) =>
    `It has sent no paid message since it was linked${since ? ` on ${say.day(Number(since))}` : ''}. What came before, only WhatsApp Manager knows: look there.`,
  'never-paid': 'It has sent no paid message here.',
  'wait-until': ({ freeAt }, say) =>
    freeAt
      ? `It can be deleted from ${say.day(Number(freeAt))}.`
      : 'It can be deleted 30 days after its last paid message.',
  'can-be-deleted': ({ paidAt }, say) =>
    paidAt
      ? `The last one was ${say.day(Number(paidAt))}. It can be deleted.`
      : 'It can be deleted.',
  'as-usual': 'Messages come as usual.',
  silent: ({ hours, usual }) =>
    hours && usual
      ? `No delivery for ${hours} hours; usual is ${usual} an hour. Check the webhook.`
      : 'Fewer deliveries than usual. Check the webhook.',
  'too-new': 'Too new to know what is usual.',
  synced: 'Names come from the phone.',
  'not-synced': 'Not fetched yet. Ask for them.',
  'sync-used': 'They were asked for once already, which is all that Meta allows.',
  'sync-too-late': 'Meta gives them only within 24 hours of linking. Names come as people write.',
  'not-on-phone': 'It isn’t in the Business app, so there are none to fetch.',
  practice: 'It is the practice number: nothing leaves this server.',
  'settings-missing': ({ missing }) =>
    missing
      ? `Not set yet: ${namesOf(String(missing))}. Enter it on the manage page under Settings.`
      : 'A setting isn’t set yet. Enter it on the manage page under Settings.',
  'token-wrong': 'Meta doesn’t take the access token. Make a new one, and enter it.',
  'account-foreign': 'The token belongs to another business than this account.',
  'meta-silent': 'Meta doesn’t answer now. Check again in a while.',
  'meta-busy': 'Meta has been asked too often. Check again in some minutes.',
  'meta-refused': ({ code }) => `Meta refused${code ? ` (${code})` : ''}. Check again in a while.`,
};

export const number: SetupWords['number'] = {
  country: ({ country }, say) => (country ? say.country(String(country)) : 'A known country.'),
  'no-one-country': 'A code of no single country.',
  ok: 'Yes.',
  empty: 'Enter a number.',
  'not-a-number': 'Only digits, spaces and a plus belong in a number.',
  'no-country-code': ({ suggestion }) =>
    suggestion
      ? `Begin with the country code: ${suggestion}?`
      : 'Begin with + and the country code.',
  'unknown-country-code': 'No country has this code.',
  'short-code': 'This is a short code. WhatsApp takes only whole numbers.',
  'too-short': 'Too short for this country.',
  'too-long': 'Too long for this country.',
  'not-assigned': 'No such numbers are known in this country. Look at it digit by digit.',
};

export const kind: SetupWords['kind'] = {
  mobile: 'mobile',
  fixed: 'landline',
  'fixed-or-mobile': 'landline or mobile',
  voip: 'internet telephone',
  'toll-free': 'toll-free',
  premium: 'premium rate',
  'shared-cost': 'shared cost',
  personal: 'personal number',
  pager: 'pager',
  company: 'company number',
  voicemail: 'voicemail',
  unknown: 'of no known kind',
};

export const doubt: SetupWords['doubt'] = {
  'toll-free': 'Toll-free: often it can’t be called from abroad, so Meta’s call may not reach it.',
  premium: 'Premium rate: Meta doesn’t call numbers that charge the caller.',
  'shared-cost': 'Shared cost: Meta doesn’t call numbers that charge the caller.',
  pager: 'A pager takes no call and no SMS with a code.',
  voicemail: 'A voicemail box takes no code.',
  unknown: 'Of no known kind. See first that it exists.',
};
