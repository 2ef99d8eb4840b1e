import { describe, expect, it } from '@jest/globals';
import { addLines, heaviestFirst, sumBy, totalOf, type SumLine } from './figures.js';

const line = (key: string, grams: number, records = 1, estimated = 0): SumLine => ({
  key,
  records,
  grams: BigInt(grams),
  estimated: BigInt(estimated),
  amount: 0n,
});

describe('figures', () => {
  it('of several customers are added up key by key', () => {
    expect(addLines([[line('2026-02', 5), line('2026-03', 7, 2, 1)], [line('2026-03', 3)], []])).toEqual([
      line('2026-02', 5),
      line('2026-03', 10, 3, 1),
    ]);
    expect(addLines([])).toEqual([]);
  });

  it('are added up under coarser keys, and altogether', () => {
    const lines = [line('200301', 5), line('150101', 2), line('200108', 1)];
    expect(sumBy(lines, ({ key }) => key.slice(0, 2))).toEqual([line('20', 6, 2), line('15', 2)]);
    expect(totalOf(lines)).toEqual({ records: 3, grams: 8n, estimated: 0n, amount: 0n });
    expect(totalOf([])).toEqual({ records: 0, grams: 0n, estimated: 0n, amount: 0n });
  });

  it('stand heaviest first, beyond what a number can hold', () => {
    const huge = { ...line('b', 0), grams: 9_007_199_254_740_993n };
    const large = { ...line('a', 0), grams: 9_007_199_254_740_992n };
    expect(
      heaviestFirst([line('d', 1), large, line('c', 1), huge])
        .map(({ key }) => key)
        .join(''),
    ).toBe('bacd');
  });
});
