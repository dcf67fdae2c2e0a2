import { describe, expect, it } from 'vitest';
import { isSigned, sign } from './verify.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a signature', () => {
  const body = bytes('{"a":"\\u00e4"}');

  it('is of the raw bytes, escapes and all', () => {
    expect(isSigned(body, sign(body, 'secret'), ['secret'])).toBe(true);
    const parsedAndWritten = bytes(JSON.stringify(JSON.parse('{"a":"\\u00e4"}')));
    expect(isSigned(body, sign(parsedAndWritten, 'secret'), ['secret'])).toBe(false);
  });

  it('may be by any of several secrets, while one is being changed', () => {
    expect(isSigned(body, sign(body, 'old'), ['new', 'old'])).toBe(true);
    expect(isSigned(body, sign(body, 'other'), ['new', 'old'])).toBe(false);
    expect(isSigned(body, sign(body, ''), [])).toBe(false);
  });

  it('is never rubbish, missing, or of another length', () => {
    for (const header of [undefined, '', 'sha256=', 'sha1=abc', sign(body, 's').toUpperCase()])
      expect(isSigned(body, header, ['s'])).toBe(false);
  });
});
