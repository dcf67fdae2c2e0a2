/** Every sentence about a proof or a refusal, with what the server really sends and with nothing at all:
 * what isn't known leaves no hole in it. */
import { type ProofWord, proofWords } from '@deskside/shared/proofs';
import { describe, expect, it } from 'vitest';
import { setupWords as english } from '../../extension/src/i18n/en/setup-all.ts';
import type { Detail, ProofLine, SetupWords } from '../../extension/src/i18n/setup-words.ts';
import { setupWords as chinese } from '../../extension/src/i18n/zh-hant/setup-all.ts';
import { sentenceOf } from '../../extension/src/setup/refusals.ts';

const at = 1_790_000_000_000;
const address = 'https://old.example.com/hook';
const number = { status: 'CONNECTED', quality: 'GREEN', name: 'Shop', nameState: 'APPROVED' };

/** What `backend/src/inbox/checks` and its neighbours put into the detail, word by word. */
const sent: Readonly<Record<ProofWord, readonly Detail[]>> = {
  reachable: [{ address }],
  'not-set': [],
  'not-https': [{ address }],
  'not-reachable': [{ address }],
  'not-ours': [{ address }],
  set: [],
  seen: [],
  'not-seen': [],
  'wrong-token': [],
  right: [],
  wrong: [{ at }],
  subscribed: [{ app: 'Chan Inbox' }],
  'not-subscribed': [],
  'only-others': [{ others: 'Somebody else' }],
  'all-fields': [{ count: 9 }],
  'fields-missing': [{ missing: 'standby, history' }],
  'other-address': [{ address }],
  ours: [{ level: 'number' }],
  elsewhere: [{ address, level: 'account' }],
  default: [],
  arrived: [{ at }],
  'none-yet': [],
  connected: [{ ...number, isOnPhone: true }, { status: 'LINKED' }],
  'not-connected': [{ ...number, status: 'PENDING' }],
  limited: [{ ...number, quality: 'RED', health: 'LIMITED', problems: '141006' }],
  blocked: [
    { ...number, health: 'BLOCKED', problems: '141006', why: 'No payment method. (141006)' },
    { status: 'BANNED' },
  ],
  gone: [{ code: '100' }, { platform: 'NOT_APPLICABLE' }],
  free: [],
  'in-account': [
    { account: 'Chan', name: 'Shop', status: 'CONNECTED' },
    { account: '123', name: '', status: '' },
  ],
  'in-use-here': [{ name: 'Shop', widgetId: 'w1' }],
  'cannot-tell': [],
  'all-granted': [],
  'permission-missing': [{ missing: 'whatsapp_business_messaging' }, { code: '200' }],
  draft: [{ reason: 'disconnected' }],
  'draft-otherwise': [{ reason: 'new' }],
  enabled: [],
  unlinked: [{ reason: 'PARTNER_REMOVED' }],
  'still-linked': [{ state: 'connected' }],
  unsubscribed: [],
  'still-needed': [],
  due: [{ code: '503', why: 'meta-silent' }],
  failed: [
    { code: '200', why: 'permission-missing' },
    { code: 'none', why: 'token-wrong' },
  ],
  'paid-unknown': [{ since: at }],
  'never-paid': [],
  'wait-until': [{ paidAt: at, freeAt: at }],
  'can-be-deleted': [{ paidAt: at, freeAt: at }],
  'as-usual': [{ hours: 0, usual: 3.5, lastAt: at, count: 7 }],
  silent: [{ hours: 7, usual: 3.5, lastAt: at }],
  'too-new': [],
  synced: [{ at }],
  'not-synced': [],
  'sync-used': [{ code: '2593107' }],
  'sync-too-late': [{ code: '2593108' }],
  'not-on-phone': [],
  practice: [],
  // Nothing is missing when it has been entered since.
  'settings-missing': [{ missing: 'app-id, app-secret' }, { missing: '' }],
  'token-wrong': [{ code: '190' }],
  'account-foreign': [{ code: '100' }],
  'meta-silent': [{ code: 'unreachable' }],
  'meta-busy': [{ code: '4' }],
  'meta-refused': [{ code: '131031' }],
};

/** What refuses a request, with what it names. */
const refused: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['token-wrong', { code: '190' }],
  ['account-foreign', { code: '100', accountId: '1' }],
  ['app-foreign', { app: '2' }],
  ['permission-missing', { missing: 'whatsapp_business_messaging', accountId: '1' }],
  ['permission-missing', { code: '200', accountId: '1' }],
  ['number-gone', { code: '100' }],
  ['no-numbers', { name: 'Chan' }],
  ['meta-silent', { code: '503' }],
  ['meta-busy', { code: '4' }],
  ['meta-refused', { code: '368' }],
  ['settings-missing', { missing: 'access-token' }],
  ['unreachable', {}],
  ['forbidden', {}],
  ['not-linked', {}],
  ['internal', {}],
];

/** Days as numbers: what isn't one shows. */
const say = { day: String, moment: String, country: String };
const told = (line: ProofLine, detail: Detail) =>
  typeof line === 'string' ? line : line(detail, say);

const hole = /undefined|null|NaN|: ?\.|：。|\( ?\)|（）|「」|“”| {2}|^[ ,，]/;

describe.each([
  ['English', english],
  ['Chinese', chinese],
] as const)('a sentence in %s', (_language, words: SetupWords) => {
  it.each(proofWords)('about %s has no hole, whatever is known', (word) => {
    for (const detail of [...sent[word], {}]) {
      const text = told(words.proof[word], detail);
      expect(text, JSON.stringify(detail)).not.toMatch(hole);
      expect(text).toMatch(/[.。]$/);
    }
  });

  it('about a typed number has none either', () => {
    const details: Detail[] = [
      { country: 'HK', kind: 'mobile', written: '1' },
      { suggestion: '+852' },
      {},
    ];
    for (const line of Object.values(words.number))
      for (const detail of details) expect(told(line, detail)).not.toMatch(hole);
  });

  it.each(refused)('about a refusal by %s %j has none', (code, detail) => {
    for (const named of [detail, {}]) {
      const text = sentenceOf(words, { code, detail: named });
      expect(text).not.toMatch(hole);
      expect(text).toMatch(/[.。]$/);
    }
  });
});

describe('a permission that Meta refuses by its code alone', () => {
  it('isn’t called by that code', () => {
    const detail = { code: '200' };
    expect(told(english.proof['permission-missing'], detail)).not.toMatch(/Missing/);
    const refusal = sentenceOf(english, { code: 'permission-missing', detail });
    expect(refusal).not.toMatch(/lacks 200/);
    expect(refusal).toMatch(/200/);
  });
});

describe('a setting that is missing', () => {
  it('is called what it is called on screen, and not by our name for it', () => {
    const detail = { missing: 'app-id, access-token' };
    for (const words of [english, chinese]) {
      const refusal = sentenceOf(words, { code: 'settings-missing', detail });
      for (const text of [told(words.proof['settings-missing'], detail), refusal])
        expect(text).not.toMatch(/app-id|access-token/);
    }
  });
});

describe('a number’s state', () => {
  const qualities = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'];
  const reviews = ['AVAILABLE_WITHOUT_REVIEW', 'PENDING_REVIEW', 'DECLINED', 'EXPIRED', 'NONE'];
  const ofNumber = ['connected', 'not-connected', 'limited', 'blocked'] as const;

  it.each([english, chinese])('is said in words, and not in Meta’s own', (words) => {
    for (const word of ofNumber)
      for (const quality of qualities)
        for (const nameState of reviews) {
          const text = told(words.proof[word], { name: 'Shop', quality, nameState });
          expect(text).not.toMatch(/[A-Z_]{4,}/);
          expect(text).not.toMatch(hole);
        }
    const said = qualities.map((quality) => told(words.proof.connected, { quality }));
    expect(new Set(said).size).toBe(qualities.length);
  });

  it('tells of a declined name and what to do, whatever else there is', () => {
    for (const word of ofNumber) {
      const detail = { name: 'Shop', nameState: 'DECLINED' };
      expect(told(english.proof[word], detail)).toContain(
        'Meta declined the name “Shop”. Enter another in WhatsApp Manager.',
      );
      expect(told(chinese.proof[word], detail)).toContain('Meta 拒絕了名稱「Shop」');
    }
  });

  it('leaves what isn’t known yet as Meta wrote it', () => {
    const detail = { quality: 'BLUE', nameState: 'IN_APPEAL' };
    for (const { proof } of [english, chinese])
      expect(told(proof.connected, detail)).toMatch(/BLUE.*IN_APPEAL/);
    for (const { proof } of [english, chinese])
      expect(told(proof.connected, { quality: 'constructor', nameState: 'toString' })).toMatch(
        /constructor.*toString/,
      );
  });
});
