import type { DecimalMark } from '../platform/decimals.js';
import { say, type Text } from '../platform/errors.js';
import { amountReader, CURRENCY_CODES, partMoney, type AmountFault, type Money } from '../platform/money.js';
import { minorDigits } from '../platform/pages/formats.js';
import type { ValueParser } from './value.parsed.js';

/**
 * Reads an amount exactly, in the currency whose code stands with it in capitals, else in this one: `12.50 all` is a word,
 * not Albanian money. More decimals than the currency has are refused: money is not rounded on the way in.
 */
export const moneyParser = (mark: DecimalMark, currency: string): ValueParser<Money> => {
  const own = amountParser(mark, currency);
  return (text) => {
    const code = partMoney(text).sign;
    const isOther = code !== currency && CURRENCY_CODES.has(code);
    return (isOther ? amountParser(mark, code) : own)(text);
  };
};

/** The same in this currency alone. */
export const amountParser = (mark: DecimalMark, currency: string): ValueParser<Money> => {
  const read = amountReader(mark, currency);
  return (text) => {
    const money = read(text);
    return 'fault' in money ? { problem: problemOf(money.fault, text, mark, currency) } : { value: money };
  };
};

function problemOf(fault: AmountFault, text: string, mark: DecimalMark, currency: string): Text {
  switch (fault) {
    case 'otherCurrency':
      return say('imports.value.otherCurrency', { sign: partMoney(text).sign, currency });
    case 'number':
      return say(mark === '.' ? 'imports.value.number' : 'imports.value.numberComma');
    case 'tooFine':
      return say('imports.value.moneyTooFine', { currency, places: minorDigits(currency) });
    case 'tooLarge':
      return say('imports.value.moneyTooLarge');
  }
}
