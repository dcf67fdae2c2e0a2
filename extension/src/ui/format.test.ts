import type { ContactId } from '@deskside/shared/ids';
import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en.ts';
import { zhHant } from '../i18n/zh-hant.ts';
import { formatIn, initialsOf, nameOf, toneOf } from './format.ts';

const format = formatIn('en', en);
const chinese = formatIn('zh-Hant', zhHant);
const now = new Date(2026, 10, 20, 15, 30).getTime();
const HOUR = 3_600_000;

describe('names', () => {
  it('are what somebody gave, else how they can be reached', () => {
    const contact = { id: 'x' as ContactId, name: '', phone: null, username: null };
    expect(nameOf({ ...contact, name: 'Mei' }, '-')).toBe('Mei');
    expect(nameOf({ ...contact, phone: '+852' }, '-')).toBe('+852');
    expect(nameOf({ ...contact, username: 'luna' }, '-')).toBe('@luna');
    expect(nameOf(contact, '-')).toBe('-');
  });

  it('are stood for by two signs, or one of their own kind', () => {
    const cases = {
      'Mei Chan': 'MC',
      陳大文: '陳',
      João: 'J',
      '@luna': '@l',
      '+5511': '+5',
      '': '?',
    };
    for (const [name, initials] of Object.entries(cases)) expect(initialsOf(name)).toBe(initials);
  });
});

describe('times', () => {
  it('are as short as a list allows', () => {
    expect(format.short(now, now)).toBe('15:30');
    expect(format.short(now - 24 * HOUR, now)).toBe('Yesterday');
    expect(format.short(now - 3 * 24 * HOUR, now)).toBe('Tue');
    expect(format.short(now - 30 * 24 * HOUR, now)).toBe('21 Oct');
    expect(chinese.short(now - 30 * 24 * HOUR, now)).toBe('10月21日');
  });

  it('name the days that are near, and others by their date', () => {
    expect(format.moment(now + 24 * HOUR, now)).toBe('tomorrow 15:30');
    expect(format.dayAndTime(now, now)).toBe('today 15:30');
    expect(format.day(now - 24 * HOUR, now)).toBe('Yesterday');
    expect(chinese.moment(now - 24 * HOUR, now)).toBe('昨日 15:30');
  });

  it('say how long there is, never zero', () => {
    expect(format.left(21 * HOUR + 50 * 60_000)).toBe('21 h 50 m');
    expect(format.left(38 * 60_000)).toBe('38 min');
    expect(format.left(10)).toBe('1 min');
    expect(chinese.left(2 * HOUR)).toBe('2 小時');
    expect([5 * HOUR, 4 * HOUR, HOUR, 0].map(toneOf)).toEqual(['plenty', 'short', 'last', 'none']);
  });
});

describe('what can’t be shown', () => {
  it('is named, with its caption', () => {
    expect(format.content({ type: 'media', kind: 'image', caption: 'receipt' })).toBe(
      'Photo · “receipt”',
    );
    expect(format.content({ type: 'unsupported', kind: 'hologram' })).toBe(en.kind.other);
  });
});
