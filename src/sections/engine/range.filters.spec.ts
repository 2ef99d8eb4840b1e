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

  it('reads amounts with and without a currency', () => {
    expect([amount?.read('1,000.00'), amount?.read('2,679.48 eur')]).toEqual(['1000', '2679.48 EUR']);
  });
});
