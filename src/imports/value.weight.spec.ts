import { describe, expect, it } from '@jest/globals';
import { outcome } from './outcome.fixture.js';
import { decimalMarkIn } from './value.decimal-mark.js';
import type { DecimalMark } from '../platform/decimals.js';
import { weightParser, type WeightUnit } from './value.weight.js';

describe('a weight', () => {
  it.each<[string, DecimalMark, WeightUnit | undefined, bigint | string]>([
    ['28', '.', 't', 28_000_000n],
    ['17.76', '.', 't', 17_760_000n],
    ['0.000001', '.', 't', 1n],
    ['1,234.5', '.', 'kg', 1_234_500n],
    ['1.234,5', ',', 'kg', 1_234_500n],
    ['1 234.5', '.', 'kg', 1_234_500n],
    ['1\u00a0234,5', ',', 'kg', 1_234_500n],
    ["1'234'567", '.', 'g', 1_234_567n],
    ['.5', '.', 'kg', 500n],
    ['5.', '.', 'kg', 5_000n],
    ['+5', '.', 'kg', 5_000n],
    ['0', '.', 't', 0n],
    ['12.5 kg', '.', 't', 12_500n],
    ['12,5t', ',', undefined, 12_500_000n],
    ['3 tonnes', '.', undefined, 3_000_000n],
    ['9007199254.740991', '.', 't', 9_007_199_254_740_991n],
    ['9007199254.740992', '.', 't', 'tooHeavy'],
    ['12', '.', undefined, 'noUnit'],
    ['12 tons', '.', 't', 'unit'],
    ['12 litres', '.', undefined, 'unit'],
    ['-1', '.', 't', 'negativeWeight'],
    ['−0.5', '.', 't', 'negativeWeight'],
    ['12,5', '.', 't', 'number'],
    ['0,123', '.', 't', 'number'],
    ['1,23,456', '.', 't', 'number'],
    ['1,234 567', '.', 't', 'number'],
    ['1.5', ',', 't', 'numberComma'],
    ['1.5E+03', '.', 't', 'shortened'],
    ['n/a', '.', 't', 'number'],
    ['-', '.', 't', 'number'],
    [`1${'0'.repeat(50)}`, '.', 't', 'number'],
  ])('%j with a decimal %j in %s is %s grams', (text, mark, unit, expected) => {
    expect(outcome(weightParser(mark, unit)(text))).toBe(expected);
  });

  it.each([
    ['0.0000014', 1n, true],
    ['0.0000015', 2n, true],
    ['0.0000005', 1n, true],
    ['1.0000000', 1_000_000n, false],
  ])('%s tonnes, finer than a gram, is rounded half up and says so', (text, value, rounded) => {
    expect(weightParser('.', 't')(text)).toEqual({ value, rounded });
  });

  it('is exact where floating point is not', () => {
    // 0.1 + 0.2, 1.005 and 8.41 are the classics.
    const grams = ['0.1', '0.2', '1.005', '8.41', '4503599627.370497'].map((text) =>
      outcome(weightParser('.', 't')(text)),
    );
    expect(grams).toEqual([100_000n, 200_000n, 1_005_000n, 8_410_000n, 4_503_599_627_370_497n]);
  });
});

describe('the decimal mark of a figure', () => {
  it.each([
    ['12.5', '.'],
    ['12,5', ','],
    ['1,234.5', '.'],
    ['1.234,5', ','],
    ['1,234,567', '.'],
    ['1.234.567', ','],
    ['0.123', '.'],
    ['0,123', ','],
    ['1234.567', '.'],
    ['1,234', 'either'],
    ['1.234', 'either'],
    ['-1.234', 'either'],
    ['1234', undefined],
  ])('%s proves %s', (figure, expected) => {
    expect(decimalMarkIn(figure)).toBe(expected);
  });
});
