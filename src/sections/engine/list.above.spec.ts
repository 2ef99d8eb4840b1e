import { describe, expect, it } from '@jest/globals';
import { countOfAll } from './list.above.js';

describe('what stands above a list of several customers', () => {
  it('counts what there is at each of them', () => {
    const rows = [
      { part: 0, waiting: 6 },
      { part: 0, waiting: 6 },
      { part: 1, waiting: 4 },
    ];
    expect(countOfAll(rows, 'waiting')).toBe(10);
  });

  it('counts once what staff read of all of them at once', () => {
    expect(countOfAll([{ waiting: 3 }, { waiting: 3 }], 'waiting')).toBe(3);
  });
});
