import { expect, it } from 'vitest';
import { arrayText } from './array-text.ts';

it('ids and times stand as they are, and nothing is nothing', () => {
  expect(arrayText(['85291234567', null, ''])).toBe('{"85291234567",NULL,""}');
  expect(arrayText([1_790_000_000_000, 0, null])).toBe('{1790000000000,0,NULL}');
  expect(arrayText([])).toBe('{}');
});

it('what ends a text or an array doesn’t when it is somebody’s words', () => {
  expect(arrayText(['a "b" \\c', '},{', 'NULL'])).toBe('{"a \\"b\\" \\\\c","},{","NULL"}');
});
