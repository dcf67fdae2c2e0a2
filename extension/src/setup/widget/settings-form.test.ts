import { describe, expect, it } from 'vitest';
import { ui } from '../../i18n/en/setup-ui.ts';
import { judgeAppearance, judgeBehaviour } from './settings-form.ts';

const behaviour = { answering: 'ask', answerAfterMinutes: '2', handsOver: 'yes', greeting: '' };

describe('a widget’s settings as typed', () => {
  it('are taken with what is around them trimmed', () => {
    expect(judgeAppearance({ publicName: ' Shop HK ', name: 'Shop' }, ui.form).settings).toEqual({
      publicName: 'Shop HK',
      name: 'Shop',
    });
    expect(judgeBehaviour(behaviour, ui.form).settings).toEqual({
      answering: 'ask',
      answerAfterMinutes: 2,
      handsOver: true,
      greeting: '',
    });
  });

  it('are refused field by field', () => {
    const names = judgeAppearance({ publicName: ' ', name: 'x'.repeat(81) }, ui.form);
    expect(Object.keys(names.errors ?? {})).toEqual(['publicName', 'name']);
    for (const answerAfterMinutes of ['', '0', '61', '1.5', 'two'])
      expect(judgeBehaviour({ ...behaviour, answerAfterMinutes }, ui.form).errors).toEqual({
        answerAfterMinutes: ui.form.needsMinutes,
      });
    expect(judgeBehaviour({ ...behaviour, greeting: 'x'.repeat(1025) }, ui.form).errors).toEqual({
      greeting: ui.form.tooLong,
    });
  });
});
