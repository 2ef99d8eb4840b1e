import { describe, expect, it } from '@jest/globals';
import { taxByRate } from './tax-rates.js';

const line = (net: number, tax: number) => ({ net: BigInt(net), tax: BigInt(tax) });

describe('tax by rate', () => {
  it('adds up lines of one rate, whatever rounding did to the small ones', () => {
    expect(
      taxByRate([line(45_000, 9_000), line(333, 67), line(7, 1), line(2_000, 100), line(500, 0)]),
    ).toEqual([
      { rate: 0.2, net: 45_340n, tax: 9_068n },
      { rate: 0.05, net: 2_000n, tax: 100n },
      { rate: 0, net: 500n, tax: 0n },
    ]);
  });

  it('knows what is taken back, and lines of nothing', () => {
    expect(taxByRate([line(-10_000, -2_000), line(0, 0)])).toEqual([
      { rate: 0.2, net: -10_000n, tax: -2_000n },
    ]);
    expect(taxByRate([])).toEqual([]);
  });
});
