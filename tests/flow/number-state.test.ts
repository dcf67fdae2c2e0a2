/** What Meta says of a number's health, kept as text and in bounds. */
import type { Proof } from '@deskside/shared/proofs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, APP_ID, makeNumber, NUMBER } from '../fakes/graph.ts';
import { databases, makeWorld, type World } from '../make.ts';

describe.each(databases)('a number’s problems on %s', (kind) => {
  let world: World;
  let widgetId = '';
  beforeEach(async () => {
    world = await makeWorld(kind, { env: { META_APP_ID: APP_ID } });
    const body = { accountId: ACCOUNT, numberId: NUMBER, token: null };
    const answer = await post('/api/widgets', body);
    widgetId = ((await answer.json()) as { widget: { id: string } }).widget.id;
  });
  afterEach(() => world.close());

  const post = (path: string, body: object) =>
    world.owner.ask(path, { method: 'POST', body: JSON.stringify(body) });
  const stateWith = async (errors: object[]): Promise<Proof> => {
    const account = world.meta.state.accounts.get(ACCOUNT);
    if (!account) throw new Error('no account');
    const entities = [
      { entity_type: 'PHONE_NUMBER', errors: [] },
      { entity_type: 'WABA', errors },
    ];
    const health_status = { can_send_message: 'BLOCKED', entities };
    account.numbers = [makeNumber(NUMBER, '+852 5555 0100', { health_status })];
    const answer = await post('/api/checks', { check: 'number-state', subject: widgetId });
    return ((await answer.json()) as { proof: Proof }).proof;
  };

  it('are told each once, with what Meta says to do', async () => {
    const payment = {
      error_code: 141006,
      error_description: 'There was an error\nwith the payment method.',
      possible_solution: 'Add a payment method.',
    };
    const { detail, word } = await stateWith([payment, { error_code: 141010 }, payment]);
    expect(word).toBe('blocked');
    expect(detail.problems).toBe('141006, 141010');
    expect(detail.why).toBe(
      'There was an error with the payment method. Add a payment method. (141006)',
    );
  });

  it('are told by their codes alone where Meta says no more', async () => {
    const { detail } = await stateWith([{ error_code: 141006, error_description: 5 }]);
    expect(detail).toMatchObject({ problems: '141006' });
    expect(detail).not.toHaveProperty('why');
  });

  it('are kept whatever is in them, and never at any length', async () => {
    const long = '\u0000\ud83d<b>'.concat('😀'.repeat(2_000));
    const errors = Array.from({ length: 40 }, (_, index) => ({
      error_code: 141_000 + index,
      error_description: long,
      possible_solution: long,
    }));
    const { detail } = await stateWith(errors);
    const why = String(detail.why);
    expect(why.isWellFormed()).toBe(true);
    expect(why).not.toContain('\u0000');
    expect(why).toContain('<b>');
    expect(why.length).toBeLessThan(5_000);
    expect(String(detail.problems).split(', ')).toHaveLength(10);
  });
});
