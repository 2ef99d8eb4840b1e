import { describe, expect, it } from '@jest/globals';
import { cell } from '../platform/pages/cells.js';
import { fateTotals, landfillDiversion, recoveryRate, recyclingRate } from './fate-rates.js';
import { ratioOf, shareCell } from './share.js';

const rates = (fates: Record<string, number>) => {
  const totals = fateTotals(Object.entries(fates).map(([code, grams]) => [code, BigInt(grams)]));
  return [recyclingRate, recoveryRate, landfillDiversion].map((rate) => ratioOf(rate(totals)));
};

/** What one tonne under one code, beside a tonne under none, does to recycling, recovery and landfill diversion. */
const TABLE: readonly [codes: string, recycling: number, recovery: number, diversion: number][] = [
  ['R1', 0, 0.5, 0.5],
  ['R2 R3 R4 R5 R6 R7 R8 R9', 0.5, 0.5, 0.5],
  ['R10', 0, 0.5, 0.5],
  ['R11', 0.5, 0.5, 0.5],
  ['R12 R13', 0, 0, 0.5],
  ['D1', 0, 0, 0],
  ['D2 D3 D4', 0, 0, 0.5],
  ['D5', 0, 0, 0],
  ['D6 D7 D8 D9 D10 D11 D12', 0, 0, 0.5],
  ['D13 D14 D15', 0, 0, 0.5],
];

describe('the rates', () => {
  it.each(TABLE.flatMap(([codes, ...expected]) => codes.split(' ').map((code) => [code, expected] as const)))(
    'count %s where the formulas say',
    (code, expected) => expect(rates({ [code]: 1_000_000, '': 1_000_000 })).toEqual(expected),
  );

  it('cover every operation there is', () => {
    expect(TABLE.flatMap(([codes]) => codes.split(' '))).toHaveLength(28);
  });

  it('keep groups apart, and what is not yet known in the whole', () => {
    const totals = fateTotals([
      ['R3', 400n],
      ['R1', 300n],
      ['R10', 20n],
      ['R13', 100n],
      ['D5', 80n],
      ['', 100n],
    ]);
    expect(totals).toEqual({
      total: 1000n,
      landfill: 80n,
      groups: {
        recycling: 400n,
        energy: 300n,
        'other-recovery': 20n,
        interim: 100n,
        disposal: 80n,
        unknown: 100n,
      },
    });
    expect(ratioOf(recyclingRate(totals))).toBe(0.4);
    expect(ratioOf(recoveryRate(totals))).toBe(0.72);
    expect(ratioOf(landfillDiversion(totals))).toBe(0.82);
  });
});

describe('a share on a page', () => {
  const noData = { kind: 'words', value: { key: 'reporting.noData' } };

  it('of nothing is no data, whatever the rate', () => {
    const nothing = fateTotals([]);
    for (const rate of [recyclingRate, recoveryRate, landfillDiversion])
      expect(shareCell(rate(nothing))).toEqual(noData);
    expect(shareCell({ part: 0n, whole: 0n })).toEqual(noData);
  });

  it('is 0 % only for nothing and 100 % only for all', () => {
    expect(shareCell({ part: 0n, whole: 10n })).toEqual(cell.percentage(0));
    expect(shareCell({ part: 10n, whole: 10n })).toEqual(cell.percentage(1));
    expect(shareCell({ part: 1n, whole: 1_000_000n })).toMatchObject({
      value: { key: 'reporting.share.least' },
    });
    expect(shareCell({ part: 999_999n, whole: 1_000_000n })).toMatchObject({
      value: { key: 'reporting.share.most' },
    });
    expect(shareCell({ part: 423n, whole: 1000n })).toEqual(cell.percentage(0.423));
  });
});
