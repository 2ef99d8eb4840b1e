import { describe, expect, it } from '@jest/globals';
import { typedParser } from './value.typed.js';

const read = (typed: Parameters<typeof typedParser>[0], text: string, mark: '.' | ',' = '.') => {
  const parsed = typedParser(typed, mark, 'GBP')(text);
  return 'problem' in parsed ? parsed.problem.key.replace('imports.value.', '') : parsed.value;
};

describe('whole numbers as people write them', () => {
  it.each([
    ['amount', '60', 6000],
    ['amount', '1,234.50', 123_450],
    ['amount', '£12', 1200],
    ['amount', '-3.20', -320],
    ['amount', '0.005', 'moneyTooFine'],
    ['amount', '1.2.3', 'number'],
    ['thousandths', '1.5', 1500],
    ['thousandths', '2', 2000],
    ['thousandths', '0.0005', 'thousandths'],
    ['hours', '7:30', 450],
    ['hours', '7.5', 450],
    ['hours', '8', 480],
    ['hours', '7.33', 'hours'],
    ['hours', '7:75', 'hours'],
  ] as const)('%s: %s', (typed, text, value) => expect(read(typed, text)).toBe(value));

  it('in the currency of its record, whether a column beside it says so or nothing does', () => {
    const inYen = typedParser('amount', '.', 'JPY', { isCoded: true });
    expect([inYen('5000 JPY'), inYen('5000')]).toEqual([{ value: 5000 }, { value: 5000 }]);
    const problem = { key: 'imports.value.recordCurrency', values: { sign: 'USD', currency: 'JPY' } };
    expect(inYen('12 USD')).toEqual({ problem });
    expect(typedParser('amount', '.', 'JPY')('12 USD')).toEqual({ problem });
  });

  it('with a decimal comma', () => {
    expect(read('hours', '7,5', ',')).toBe(450);
    expect(read('amount', '1.234,50', ',')).toBe(123_450);
  });
});
