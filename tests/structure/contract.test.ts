/** Nothing in the contract stands alone: every event, command, route and text has its counterparts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorCode, endpoints } from '@deskside/shared/api';
import { commandTypes } from '@deskside/shared/commands';
import { eventTypes } from '@deskside/shared/events';
import { describe, expect, it } from 'vitest';
import { manage } from '../../extension/src/i18n/en/manage.ts';
import { en as common } from '../../extension/src/i18n/en.ts';
import { manage as manageZhHant } from '../../extension/src/i18n/zh-hant/manage.ts';
import { zhHant as commonZhHant } from '../../extension/src/i18n/zh-hant.ts';
import { root, sources } from './files.ts';

const textOf = (...folders: string[]) =>
  sources(...folders)
    .map(({ text }) => text)
    .join('\n');

/** What is missing, and not the whole haystack, stands in a failure. */
const missing = (needles: readonly (string | RegExp)[], hay: string) =>
  needles.filter((needle) =>
    typeof needle === 'string' ? !hay.includes(needle) : !needle.test(hay),
  );

describe('the contract', () => {
  it('has a builder and an apply case for every event', () => {
    const apply = readFileSync(join(root, 'extension/src/sync/apply.ts'), 'utf8');
    // What is no longer there is told when the log is read; every other kind is put into it.
    const emitted = eventTypes.map((type) =>
      type === 'removed' ? /type: 'removed'/ : new RegExp(`emit\\(\\s*'${type}'`),
    );
    expect(missing(emitted, textOf('backend/src'))).toEqual([]);
    const applied = eventTypes.map((type) => new RegExp(`^  ${type}: `, 'm'));
    expect(missing(applied, apply)).toEqual([]);
  });

  it('has a test for every command and every route', () => {
    const tests = textOf('tests/flow');
    const commands = commandTypes.map((type) => `type: '${type}'`);
    const routes = Object.values(endpoints).map(({ path }) => path.split('/:')[0] ?? path);
    const open = ['/webhooks/whatsapp', '/healthz', '/readyz', '/metrics', '/api/openapi.json'];
    expect(missing([...commands, ...routes, ...open], tests)).toEqual([]);
  });

  it('has a use for every error code', () => {
    const codes = Object.values(ErrorCode.def.entries).map((code) => `'${code}'`);
    expect(missing(codes, textOf('backend/src'))).toEqual([]);
  });
});

describe('texts', () => {
  const en = { ...common, manage };
  const zhHant = { ...commonZhHant, manage: manageZhHant };
  const flat = (texts: object, path = ''): [string, unknown][] =>
    Object.entries(texts).flatMap(([key, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null
        ? flat(value, `${path}${key}.`)
        : [[`${path}${key}`, value]],
    );

  it('are all there in both languages', () => {
    const [english, chinese] = [new Map(flat(en)), new Map(flat(zhHant))];
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of [...english, ...chinese])
      if (key !== 'origin.customer') expect(text, key).toBeTruthy();
  });

  it('are written in their own language, calmly', () => {
    const same = [
      'otherLanguage',
      'language',
      'pair.addressExample',
      'setup.title',
      'count',
      'preview',
    ];
    for (const [key, text] of flat(zhHant))
      if (typeof text === 'string' && text && !same.includes(key))
        expect(text, key).toMatch(/\p{Script=Han}/u);
    for (const [, text] of [...flat(en), ...flat(zhHant)])
      expect(String(text)).not.toMatch(/[!！]['"`]/);
  });

  it('are each used somewhere', () => {
    const views = sources('extension/src')
      .filter(({ path }) => !path.includes('/i18n/'))
      .map(({ text }) => text)
      .join('\n');
    expect(
      missing(
        Object.keys(en).map((key) => new RegExp(`\\bt\\.${key}\\b`)),
        views,
      ),
    ).toEqual([]);
  });
});
