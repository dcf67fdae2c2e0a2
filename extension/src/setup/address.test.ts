import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';

const server = (text: string) => {
  const read = readAddress(text);
  return read.kind === 'address' ? [read.server, read.code] : read.error;
};

describe('an address', () => {
  it('may be a link with its code, with or without what people leave out', () => {
    expect(server('https://inbox.example.com/pair#K7QF-2M9D')).toEqual([
      'https://inbox.example.com',
      'K7QF-2M9D',
    ]);
    expect(server(' inbox.example.com ')).toEqual(['https://inbox.example.com', null]);
    expect(server('https://example.com/desk/')).toEqual(['https://example.com/desk', null]);
    expect(server('https://example.com/desk/pair#AB')).toEqual(['https://example.com/desk', 'AB']);
    expect(server('localhost:8787')).toEqual(['http://localhost:8787', null]);
    expect(server('http://127.0.0.1:8787/pair#X')).toEqual(['http://127.0.0.1:8787', 'X']);
    expect(server('https://192.168.1.5:8787')).toEqual(['https://192.168.1.5:8787', null]);
  });

  it('travels encrypted, but for one’s own machine', () => {
    expect(server('http://inbox.example.com')).toBe('insecure');
    expect(server('http://192.168.1.5:8787')).toBe('insecure');
  });

  it('is refused with its reason when it is none', () => {
    expect(server('  ')).toBe('no-address');
    for (const text of [
      'hello',
      'ftp://example.com',
      'javascript:alert(1)',
      'https://a:b@example.com',
      'my server',
    ])
      expect(server(text)).toBe('bad-address');
  });
});
