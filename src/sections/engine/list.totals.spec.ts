import { describe, expect, it } from '@jest/globals';
import { field } from './field.js';
import { totalOf } from './list.totals.js';

describe('what the amounts of a list come to', () => {
  const total = totalOf('invoices', [field.money('gross'), field.money('open')]);
  const row = (currency: string, part: string, records: number, gross: string, open = '0') => ({
    currency,
    part,
    records: String(records),
    gross,
    open,
  });

  it('is said in each currency by itself, of all customers together', () => {
    expect(
      total.lines(
        [row('GBP', 'whole', 2, '1200', '300'), row('EUR', 'whole', 1, '5'), row('GBP', 'whole', 1, '34')],
        {},
      ),
    ).toEqual([
      { key: 'invoices.total.all', values: { amount: 'EUR 5', apart: 'EUR 0' } },
      { key: 'invoices.total.all', values: { amount: 'GBP 1234', apart: 'GBP 0' } },
      { key: 'invoices.total.of.open', values: { amount: 'GBP 300' } },
    ]);
  });

  it('says what was taken off, and what is not counted with it', () => {
    const keys = (...parts: string[]) =>
      total.lines(
        parts.map((part) => row('GBP', part, 2, part === 'less' ? '-100' : '500', '0')),
        {},
      );
    expect(keys('whole', 'less')).toMatchObject([
      { key: 'invoices.total.less', values: { amount: 'GBP 400' } },
    ]);
    expect(keys('whole', 'apart')).toMatchObject([
      { key: 'invoices.total.allApart', values: { amount: 'GBP 500', apart: 'GBP 500' } },
    ]);
    expect(keys('whole', 'less', 'apart')).toMatchObject([{ key: 'invoices.total.lessApart' }]);
    expect(keys('apart')).toMatchObject([{ key: 'invoices.total.apart', values: { apart: 'GBP 500' } }]);
  });

  it('is exact beyond what a number holds', () => {
    const much = '9007199254740993';
    expect(total.lines([row('GBP', 'whole', 1, much), row('GBP', 'whole', 1, much)], {})).toMatchObject([
      { values: { amount: 'GBP 18014398509481986' } },
    ]);
  });

  it('is left out of one record, which says it itself', () => {
    expect(total.lines([row('GBP', 'whole', 1, '500')], {})).toEqual([]);
    expect(total.lines([], {})).toEqual([]);
  });
});
