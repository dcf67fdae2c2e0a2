/** Everything a customer can say is shown as what it is, in both browsers. */
import { describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import { everyKind } from '../fixtures/kinds.ts';
import { violations } from './axe.ts';
import { mei, openThread, sees, sitDown } from './desk.ts';

/** What stands on the screen for each of them. */
const shown = [
  'From an ad: Autumn lamps',
  'In brass, please',
  'Photo · “My table”',
  'Voice message',
  'Room plan.pdf',
  'Location · “Home”',
  '22.28000, 114.15800',
  'Wong Ho · +852 6111 2222',
  'Tomorrow before noon',
  'floor: 12',
  '2 × lamp-brass · 480 HKD',
  'Call from the customer · 42 s',
  'Forwarded many times',
  'Deliver to flat 21B',
  'Edited',
  'Deleted by the customer',
  '❤️',
  'Another app at Meta had the conversation',
  'A message of another kind',
  'This customer’s security code has changed',
];

describe.each(browserNames)('everything a customer can say, in %s', (name) => {
  it('is shown as what it is, and what was taken back only to admins who ask', async () => {
    const desk = await sitDown(name, { role: 'admin' });
    const start = Date.now() - 40 * 60_000;
    for (const body of everyKind(mei, start)) await desk.world.deliver(body);
    await sees(desk.panel, 'Thank you', '.row');
    await openThread(desk.panel);
    for (const words of shown) await sees(desk.panel, words, '.thread');
    // The quote tells what is answered, and the reaction sits on what it is about.
    await sees(desk.panel, 'Yes, in brass and in black.', 'blockquote');
    await sees(desk.panel, '❤️', '.bubble.phone .reactions');
    const text = () => desk.panel.$eval('.thread', (one) => one.textContent);
    expect(await text()).not.toContain('4711');
    await (await desk.panel.waitForSelector('.bubble button.plain'))?.click();
    await sees(desk.panel, 'My door code is 4711', '.bubble');
    await (await desk.panel.waitForSelector('.earlier summary'))?.click();
    await sees(desk.panel, 'Deliver to flat 12B', '.earlier');
    expect(await violations(desk.panel)).toEqual([]);
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});
