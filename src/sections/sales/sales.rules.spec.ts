import { describe, expect, it } from '@jest/globals';
import { doubtfulSale } from './sales.rules.js';

const line = (netAmount: number | null) => ({ description: 'Skip', netAmount });
const sale = (amount: number, lines: readonly object[], more: object = {}) =>
  doubtfulSale({ date: '2026-03-04', total: { amount, currency: 'GBP' }, lines, ...more });

describe('an offer that a person writes', () => {
  it('comes to its lines, with any tax', () => {
    const lines = [line(100_00), line(50_00)];
    expect(sale(150_00, lines)).toEqual({});
    expect(sale(180_00, lines)).toEqual({});
    expect(sale(149_99, lines)).toEqual({ total: 'sales.wrong.belowLines' });
    expect(sale(999_00, lines)).toEqual({ total: 'sales.wrong.aboveLines' });
  });
  it('may come to more where a line says no price, or there is none', () => {
    expect(sale(999_00, [line(100_00), line(null)])).toEqual({});
    expect(sale(999_00, [])).toEqual({});
  });
  it('begins with version 1', () => {
    expect(sale(0, [], { edition: 0 })).toEqual({ edition: 'sales.wrong.noVersion' });
    expect(sale(0, [], { edition: 1 })).toEqual({});
  });
});
