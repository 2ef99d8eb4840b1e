import { describe, expect, it } from '@jest/globals';
import { doubtfulSale, totalApart } from './sales.rules.js';

const line = (netAmount: number | null) => ({ description: 'Skip', netAmount });
const written = (amount: number, lines: readonly object[], more: object = {}) => ({
  date: '2026-03-04',
  total: { amount, currency: 'GBP' },
  lines,
  ...more,
});
const sale = (...given: Parameters<typeof written>) => doubtfulSale(written(...given));
const quote = (amount: number, lines: readonly object[]) => totalApart(written(amount, lines));

describe('an offer that a person writes', () => {
  it('is asked about as a quote, where it does not come to its lines with any tax', () => {
    const lines = [line(100_00), line(50_00)];
    expect(quote(150_00, lines)).toEqual({});
    expect(quote(180_00, lines)).toEqual({});
    expect(quote(149_99, lines)).toEqual({ total: 'sales.wrong.belowLines' });
    expect(quote(999_00, lines)).toEqual({ total: 'sales.wrong.aboveLines' });
  });
  it('may come to more as a quote where a line says no price, or there is none', () => {
    expect(quote(999_00, [line(100_00), line(null)])).toEqual({});
    expect(quote(999_00, [])).toEqual({});
  });
  it('has no total below zero', () => {
    expect(sale(-1, [])).toEqual({ total: 'sales.wrong.negative' });
    expect(quote(-1, [line(100_00)])).toEqual({});
  });
  it('begins with version 1', () => {
    expect(sale(0, [], { edition: 0 })).toEqual({ edition: 'sales.wrong.noVersion' });
    expect(sale(0, [], { edition: 1 })).toEqual({});
  });
});
