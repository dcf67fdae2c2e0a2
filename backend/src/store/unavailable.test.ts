import { expect, it } from 'vitest';
import { isUnavailable } from './unavailable.ts';

const saidByPostgres = (code: string) => Object.assign(new Error('said'), { name: 'error', code });

it.each([
  ['it is shutting down', '57P01', true],
  ['its disk is full', '53100', true],
  ['a newer server has other columns', '42703', true],
  ['a newer server has other tables', '42P01', true],
  ['a row is there twice', '23505', false],
  ['a row lacks something', '23502', false],
  ['a text isn’t one', '22021', false],
])('Postgres, when %s', (_when, code, isAway) => {
  expect(isUnavailable(saidByPostgres(code))).toBe(isAway);
});
