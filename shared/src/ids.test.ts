import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';

describe('new ids', () => {
  it('are UUIDs of version 7 that sort in the order of their making, also within one millisecond', () => {
    const ids = Array.from({ length: 10_000 }, () => newId());
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never go back when the clock does', () => {
    expect(newId(1_000) > newId(Date.now() + 50)).toBe(false);
    const later = newId(Date.now() + 100);
    expect(newId(5) > later).toBe(true);
  });
});
