/** For everyone: with the keyboard alone, and by the rules that a machine can check. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import { until } from '../make.ts';
import { violations } from './axe.ts';
import { type Desk, openThread, sees, sitDown, unpair, write } from './desk.ts';

describe.each(browserNames)('with the keyboard alone, in %s', (name) => {
  it('one reads, answers, and goes back to where one was', async () => {
    const desk = await sitDown(name);
    await desk.say('m1', 'first');
    await desk.say('m2', 'second', { name: 'Luna', bsuid: 'HK.9' });
    await sees(desk.panel, 'second', '.row');
    const { keyboard } = desk.panel;
    const focused = (attribute: 'className' | 'textContent' | 'tagName') =>
      desk.panel.evaluate((key) => document.activeElement?.[key] ?? '', attribute);
    for (let i = 0; i < 6 && !(await focused('className')).startsWith('row'); i += 1)
      await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    expect(await focused('textContent')).toContain('Mei Chan');
    await keyboard.press('Enter');
    await until(
      () => focused('tagName'),
      (tag) => tag === 'TEXTAREA',
    );
    await keyboard.type('By hand');
    await keyboard.press('Enter');
    await until(() => desk.world.meta.taken.length === 1);
    await keyboard.press('Escape');
    // One is led back to where one was, as soon as the list is there; going on before would be undone.
    await desk.panel.waitForFunction(
      () => document.activeElement?.matches('.row, [role=tab]') === true,
    );
    await desk.panel.focus('[role=tab]');
    for (let i = 0; i < 3; i += 1) await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await sees(desk.panel, 'You: By hand', '.row');
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});

describe.each(['light', 'dark'] as const)('the rules for everyone, in the %s', (scheme) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown('chromium');
    for (const page of [desk.popup, desk.panel])
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
  });
  afterAll(() => desk.close());

  it('hold for the list, a conversation, its hard moments, and the popup', async () => {
    expect(await violations(desk.panel)).toEqual([]);
    await desk.say('m1', 'hello');
    await openThread(desk.panel);
    await write(desk.panel, 'Good morning');
    await until(() => desk.world.meta.taken.length === 1);
    expect(await violations(desk.panel)).toEqual([]);
    desk.line.cut();
    await sees(desk.panel, 'Offline since', '.strip');
    await write(desk.panel, 'Later');
    expect(await violations(desk.panel)).toEqual([]);
    desk.line.mend();
    expect(await violations(desk.popup)).toEqual([]);
    await unpair(desk.popup);
    await desk.popup.click('button[type=submit]');
    await sees(desk.popup, 'Enter the address', '[role=alert]');
    expect(await violations(desk.popup)).toEqual([]);
  });
});
