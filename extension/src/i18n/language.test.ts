import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language', () => {
  it('is Chinese as in Hong Kong for whoever reads traditional signs', () => {
    for (const tag of ['zh-HK', 'zh-TW', 'zh-MO', 'zh-Hant', 'zh-Hant-HK'])
      expect(languageOf(tag)).toBe('zh-Hant');
  });

  it('is English for everyone else, also where simplified signs are read', () => {
    for (const tag of ['en-GB', 'zh-CN', 'zh-SG', 'zh-Hans', 'zh-Hans-HK', 'zh', 'de'])
      expect(languageOf(tag)).toBe('en');
  });
});
