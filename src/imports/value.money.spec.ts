import { describe, expect, it } from '@jest/globals';
import { outcome } from './outcome.fixture.js';
import type { DecimalMark } from '../platform/decimals.js';
import { amountParser, moneyParser } from './value.money.js';

describe('money', () => {
  it.each<[string, DecimalMark, string, number | string]>([
    ['1,250.00', '.', 'GBP', 125_000],
    ['£1,250', '.', 'GBP', 125_000],
    ['1.250,5 €', ',', 'EUR', 125_050],
    ['GBP 0.10', '.', 'GBP', 10],
    ['-£5.00', '.', 'GBP', -500],
    ['(5.00)', '.', 'GBP', -500],
    ['12.500', '.', 'GBP', 1_250],
    ['12.505', '.', 'GBP', 'moneyTooFine'],
    ['1250', '.', 'JPY', 1_250],
    ['1.5', '.', 'JPY', 'moneyTooFine'],
    ['$5', '.', 'GBP', 'otherCurrency'],
    ['abc', '.', 'GBP', 'otherCurrency'],
    ['12.50 all', '.', 'GBP', 'otherCurrency'],
    ['12.50 gbp', '.', 'GBP', 1_250],
    ['1,5', '.', 'GBP', 'number'],
    ['5€50', '.', 'EUR', 'number'],
    ['1£500', '.', 'GBP', 'number'],
    ['99999999999999999', '.', 'GBP', 'moneyTooLarge'],
  ])('%j with a decimal %j in %s is %s', (text, mark, currency, expected) => {
    const found = outcome(moneyParser(mark, currency)(text));
    expect(found).toEqual(typeof expected === 'number' ? { amount: expected, currency } : expected);
  });

  it('is read in minor units, and refused without the currency that stands beside others', () => {
    const read = moneyParser('.', 'GBP', { isMinor: true, isCoded: true });
    expect(outcome(read('3293232 USD'))).toEqual({ amount: 3_293_232, currency: 'USD' });
    expect(outcome(read('500 JPY'))).toEqual({ amount: 500, currency: 'JPY' });
    expect(outcome(read('12.5 GBP'))).toBe('minorTooFine');
    expect(outcome(read('500'))).toBe('noCurrency');
    expect(outcome(read('500 POUNDS'))).toBe('otherCurrency');
  });

  it.each<[string, number | string]>([
    ['£1,250.00 GBP', 125_000],
    ['-£12.50 GBP', -1_250],
    ['(12.50) GBP', -1_250],
    ['12.50 GBP GBP', 1_250],
    ['12.50 GBP', 1_250],
    ['€12.50 GBP', 'otherCurrency'],
    ['£12.50', 'noCurrency'],
  ])('%j, with the code of the column beside it, is %s', (text, expected) => {
    const found = outcome(moneyParser('.', 'EUR', { isCoded: true })(text));
    expect(found).toEqual(typeof expected === 'number' ? { amount: expected, currency: 'GBP' } : expected);
  });

  it('is in the currency whose code stands with it, but not where the record has said which', () => {
    expect(outcome(moneyParser('.', 'GBP')('12.50 EUR'))).toEqual({ amount: 1_250, currency: 'EUR' });
    expect(outcome(moneyParser('.', 'GBP')('JPY 1250'))).toEqual({ amount: 1_250, currency: 'JPY' });
    expect(outcome(amountParser('.', 'GBP')('12.50 EUR'))).toBe('otherCurrency');
  });
});
