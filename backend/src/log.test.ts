import { expect, it } from 'vitest';
import { toldOf } from './log.ts';

it('an error is told without the row that Postgres refused', () => {
  const refused = Object.assign(new Error('null value in column "kind"'), {
    code: '23502',
    table: 'facts',
    detail: 'Failing row contains (+85291234567, Mei Ling).',
    where: 'unnest($1) = Mei Ling',
  });
  const told = toldOf(refused);
  expect(told).toMatchObject({ type: 'Error', code: '23502', table: 'facts' });
  expect(JSON.stringify(told)).not.toContain('Mei');
});

it('what was thrown and is no error may be anything, and isn’t told', () => {
  expect(toldOf('Mei Ling')).toEqual({ type: 'string' });
});
