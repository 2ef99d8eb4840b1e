import { describe, expect, it } from '@jest/globals';
import { field } from './field.js';
import { rangeFilters } from './range.filters.js';

describe('a filter by numbers', () => {
  const [weight] = rangeFilters(field.weight('weight', { filter: true }));
  const [amount] = rangeFilters(field.money('gross', { filter: true }));

  it.each([
    ['2500', '2500'],
    ['2,500', '2500'],
    ['1,234,567.5', '1234567.5'],
    ['2,5', '2.5'],
    ['2.5', '2.5'],
    ['1,23,456', undefined],
    ['12,34.5', undefined],
  ])('reads %s as %s', (typed, read) => {
    expect(weight?.read(typed)).toBe(read);
  });

  it.each([
    ['1,000.00', '1000'],
    ['2,679.48 eur', '2679.48 EUR'],
    ['£2,000.00', '2000 GBP'],
    ['GBP 12.50', '12.5 GBP'],
    ['2 000.00', '2000'],
    ['500 JPY', '500 JPY'],
    ['1.234 KWD', '1.234 KWD'],
    // As forms: a comma before decimals may be meant for thousands, and a sign of another currency for any of several.
    ['2 000,00', undefined],
    ['12.500', undefined],
    ['$5', undefined],
    ['(5.00)', undefined],
    ['9 bananas', undefined],
  ])('reads the amount %s as forms do, as %s', (typed, read) => {
    expect(amount?.read(typed, 'GBP')).toBe(read);
    if (read) expect([amount?.read(read), amount?.read(read, 'GBP')]).toEqual([read, read]);
  });
});
