/** A shop's two months, for the manage page: two numbers, customers on most days, replies from the phone,
 * a signature that is wrong, a part that can't be read, two contacts that look like one. */
import * as bodies from '../fixtures/bodies.ts';
import type { World } from '../make.ts';

const DAY = 24 * 60 * 60 * 1000;
const second = '106540352242999';

export const liveTwoMonths = async (
  world: Pick<World, 'meta' | 'webhook' | 'deliver'>,
  now: number,
): Promise<void> => {
  let count = 0;
  const id = () => {
    count += 1;
    return `life-${count}`;
  };
  for (let ago = 59; ago >= 0; ago -= 1) {
    const noon = now - ago * DAY - 60 * 60 * 1000;
    // Busier of late, quieter on every seventh day.
    const customers = ago % 7 === 0 ? 1 : 2 + ((ago * 5) % 7) + (ago < 30 ? 2 : 0);
    for (let n = 0; n < customers; n += 1) {
      const phone = `8529100${String(1000 + ((ago * 3 + n) % 60))}`;
      const who = { name: `Customer ${phone.slice(-4)}`, phone, bsuid: `HK.${phone}` };
      const at = noon + n * 60_000;
      await world.deliver(
        bodies.textBody(who, id(), at, 'Is it there?', n % 3 ? undefined : second),
      );
      if (n % 3) await world.deliver(bodies.echoBody(who, id(), at + 90_000 + n * 20_000, 'Yes.'));
    }
  }
  const ana = { name: 'Ana', phone: '5511987654321', bsuid: 'BR.1' };
  const anaToo = { name: 'Ana S', phone: '551187654321', bsuid: 'BR.2' };
  await world.deliver(bodies.textBody(ana, id(), now - 60_000, 'Olá'));
  await world.deliver(bodies.textBody(anaToo, id(), now - 50_000, 'Olá'));
  await world.meta.deliver(world.webhook, bodies.textBody(ana, 'x', now, 'x'), 'another secret');
  await world.deliver({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'holograms', value: { a: 1 } }] }],
  });
  await world.deliver(
    bodies.accountBody('PARTNER_ADDED', now - 5 * DAY, {
      waba_info: { waba_id: bodies.ACCOUNT_ID },
    }),
  );
};
