import { ACCOUNT, NUMBER } from '../fakes/graph.ts';
import type { Desk } from './desk.ts';

/** The number is on the phone too, and linked here. */
export const linkNumber = async ({ world }: Desk): Promise<string> => {
  const account = world.meta.state.accounts.get(ACCOUNT);
  for (const number of account?.numbers ?? []) number.is_on_biz_app = true;
  const answer = await world.owner.ask('/api/widgets', {
    method: 'POST',
    body: JSON.stringify({ accountId: ACCOUNT, numberId: NUMBER, token: null }),
  });
  const { widget } = (await answer.json()) as { widget: { id: string } };
  await world.owner.command({
    id: crypto.randomUUID(),
    type: 'configure-widget',
    widgetId: widget.id,
    settings: { name: 'Repairs' },
  });
  await world.owner.command({
    id: crypto.randomUUID(),
    type: 'enable-widget',
    widgetId: widget.id,
  });
  return widget.id;
};
