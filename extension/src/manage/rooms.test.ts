import { describe, expect, it } from 'vitest';
import { hashOf, placeOf } from './rooms.ts';

describe('an address of the manage page', () => {
  it('leads to a room, and to a thing in it', () => {
    expect(placeOf('#metrics')).toEqual({ room: 'metrics', id: null });
    expect(placeOf('#widgets/w%2F1')).toEqual({ room: 'widgets', id: 'w/1' });
    const place = { room: 'widgets', id: 'a b/c' } as const;
    expect(placeOf(hashOf(place))).toEqual(place);
  });

  it('leads to the first room when there is no such room', () => {
    for (const hash of ['', '#', '#nowhere', '#nowhere/1'])
      expect(placeOf(hash)).toEqual({ room: 'widgets', id: null });
  });
});
