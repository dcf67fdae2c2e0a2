/** Every step of every checklist is said in both languages, and drawn. */
import { checklists } from '@deskside/shared/checklists/all';
import { checkNames, proofWords } from '@deskside/shared/proofs';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../extension/src/i18n/checklist-words.ts';
import { setupWords as english } from '../../extension/src/i18n/en/setup-all.ts';
import { setupWords as chinese } from '../../extension/src/i18n/zh-hant/setup-all.ts';
import { drawings } from '../../extension/src/setup/drawings/all.ts';

const about = { app: 'Deskside', name: 'Repairs', phone: '+852 9123 4567' };
const languages = [
  { words: english, hasSigns: (text: string) => text.length > 0 },
  { words: chinese, hasSigns: (text: string) => /\p{Script=Han}/u.test(text) },
];
const steps = checklists.flatMap(({ id, steps: all }) => all.map((step) => ({ id, step })));
/** What is written the same everywhere. */
const same = ['WhatsApp Business', 'Deskside', '+852 9123 4567', 'Tech Provider'];

describe.each(languages)('a checklist’s words', ({ words, hasSigns }) => {
  it('are there for every step, choice and refusal, in their own language', () => {
    for (const { id, step } of steps) {
      const own = words.checklists[id].steps[step.id];
      const where = `${id} ${step.id}`;
      expect(own, where).toBeDefined();
      const lines = [own?.title ?? '', own?.text ?? '', own?.pick ?? '', own?.no ?? '']
        .map((line) => lineOf(line, about))
        .concat(Object.values(own?.choices ?? {}), Object.values(own?.wrong ?? {}))
        .filter((line) => line && !same.includes(line));
      for (const line of lines) expect(hasSigns(line), `${where}: ${line}`).toBe(true);
      if (step.kind === 'enter' && step.choices)
        expect(Object.keys(own?.choices ?? {}), where).toEqual(step.choices);
      if (step.kind === 'enter' && step.wrong)
        expect(Object.keys(own?.wrong ?? {}), where).toEqual(step.wrong);
      if (step.kind === 'do') expect(Boolean(own?.no), where).toBe(step.asks === true);
    }
  });

  it('leave nothing over', () => {
    for (const { id, steps: all } of checklists)
      expect(Object.keys(words.checklists[id].steps).sort()).toEqual(
        all.map((step) => step.id).sort(),
      );
  });

  it('say every proof, calmly', () => {
    const detail = { missing: 'x', address: 'y', account: 'z', hours: 6, usual: 12, country: 'HK' };
    const say = { day: () => '24', moment: () => '24', country: (code: string) => code };
    const all = [...Object.values(words.proof), ...Object.values(words.number)];
    for (const line of all) {
      const text = typeof line === 'string' ? line : line(detail, say);
      expect(text).toBeTruthy();
      expect(text).not.toMatch(/[!！]|undefined/);
    }
    expect(Object.keys(words.proof).sort()).toEqual([...proofWords].sort());
  });
});

describe('a checklist’s step', () => {
  it('has a drawing, and every drawing a step', () => {
    for (const { id, steps: all } of checklists)
      expect(Object.keys(drawings[id])).toEqual(all.map((step) => step.id));
  });

  it('asks only what the server can check, or what can be told here', () => {
    const here = ['number-country', 'number-short-code', 'number-valid', 'number-kind'];
    for (const { step } of steps)
      if (step.kind === 'check')
        expect([...checkNames, ...here, 'widget-enabled']).toContain(step.check);
  });
});
