import { describe, expect, it } from 'vitest';
import { askTogether, tableOf, tellTogether } from './together.ts';

const one = { text: 'select * from a where id = any($1) and "b" = $2', values: [['x', 'y'], 3] };
const two = { text: 'select * from c where id = any($1)', values: [['z']] };

describe('several questions', () => {
  it('keep their values, each in a place of its own', () => {
    const { text, values } = askTogether([one, two]);
    expect(text).toContain('select * from a where id = any($1) and "b" = $2');
    expect(text).toContain('select * from c where id = any($3)');
    expect(values).toEqual([['x', 'y'], 3, ['z']]);
  });

  it('are one text however often they are asked, so that it stays prepared', () => {
    const again = askTogether([{ ...one, values: [['other'], 4] }, two]);
    expect(again.text).toBe(askTogether([one, two]).text);
    expect(again.values).toEqual([['other'], 4, ['z']]);
  });
});

describe('several statements', () => {
  const insert = { text: 'insert into "a" (id) select * from unnest($1::text[])', values: [['x']] };
  const update = { text: 'update log set seq = $1, writes = $2', values: [1, 2] };

  it('are parts of the last one', () => {
    expect(tellTogether([insert, update])).toEqual({
      text: `with part0 as (${insert.text}) update log set seq = $2, writes = $3`,
      values: [['x'], 1, 2],
    });
    expect(tellTogether([update])).toEqual(update);
  });

  it('say which table they change', () => {
    const texts = [insert.text, update.text, 'delete from "c" where "id" = any($1)'];
    expect(texts.map((text) => tableOf({ text, values: [] }))).toEqual(['a', 'log', 'c']);
  });
});
