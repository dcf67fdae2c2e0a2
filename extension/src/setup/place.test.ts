import { describe, expect, it } from 'vitest';
import { pathOf, placeOf } from './place.ts';

describe('a place', () => {
  it('is found again by its path', () => {
    for (const place of [
      { at: 'home' },
      { at: 'widget', widgetId: 'w/1 %' },
      { at: 'checklist', id: 'disconnect', subject: '+852 5555' },
      { at: 'begin', id: 'add-widget', widgetId: '' },
      { at: 'begin', id: 'disconnect', widgetId: 'w1' },
    ] as const)
      expect(placeOf(pathOf(place))).toEqual(place);
  });

  it('is home for everything else', () => {
    for (const path of [
      '',
      'widget',
      'checklist/none/x',
      'checklist/disconnect',
      'begin/none/x',
      '%',
      'a/b/c',
    ])
      expect(placeOf(path), path).toEqual({ at: 'home' });
  });
});
