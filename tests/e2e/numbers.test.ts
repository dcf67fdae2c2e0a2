/** What Meta says of a number, told to admins in words, and its reason to whoever wants to write. */
import { describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import * as bodies from '../fixtures/bodies.ts';
import { violations } from './axe.ts';
import { openThread, sees, sitDown } from './desk.ts';

describe.each(browserNames)('a number that Meta unlinks, in %s', (name) => {
  it('says so with Meta’s reason, in the popup and where one would write', async () => {
    const desk = await sitDown(name, { role: 'admin' });
    await desk.say('m1', 'hello');
    await openThread(desk.panel);
    desk.world.meta.number = { status: 404, body: { error: { code: 100 } } };
    const removed = bodies.accountBody('PARTNER_REMOVED', Date.now(), {
      phone_number: '85255550100',
      disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' },
    });
    await desk.world.deliver(removed);
    await sees(desk.panel, 'This widget is a draft', '.closed-note');
    await sees(desk.panel, 'wasn’t opened on the phone for about 14 days', '.closed-note');
    const popup = await desk.extension.open('popup.html');
    await sees(popup, '+852 5555 0100', '.widget');
    await sees(popup, 'Draft', '.widget .chip');
    await sees(popup, 'wasn’t opened on the phone for about 14 days', '.widget');
    await (await popup.waitForSelector('.widget .quiet'))?.click();
    await (await popup.waitForSelector('.setup summary'))?.click();
    await sees(popup, 'Unlinked, on the phone or by Meta', '.fact');
    expect(await violations(popup)).toEqual([]);
    expect(desk.errors).toEqual([]);
    await desk.close();
  });
});
