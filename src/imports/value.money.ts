import type { DecimalMark } from '../platform/decimals.js';
import { say, type Text } from '../platform/errors.js';
import { amountReader, CURRENCY_CODES, partMoney, type AmountFault, type Money } from '../platform/money.js';
import { minorDigits } from '../platform/pages/formats.js';
import type { ValueParser } from './value.parsed.js';

/** How a file writes amounts, beyond its decimal mark. */
export interface AmountHabits {
  /** They stand in minor units: 1250 is 12.50. */
  readonly isMinor?: boolean;
  /** Each has its currency beside it. */
  readonly isCoded?: boolean;
}

/**
 * Reads an amount exactly, in the currency whose code stands with it in capitals, else in this one: `12.50 all` is a word,
 * not Albanian money. More decimals than the currency has are refused: money is not rounded on the way in.
 */
export const moneyParser = (
  mark: DecimalMark,
  currency: string,
  habits: AmountHabits = {},
): ValueParser<Money> => {
  const own = amountParser(mark, currency, habits);
  return (text) => {
    const { amount, code } = habits.isCoded ? partCode(text) : { amount: text, code: partMoney(text).sign };
    const isCode = CURRENCY_CODES.has(code);
    if (habits.isCoded && code === '') return { problem: say('imports.value.noCurrency') };
    if (habits.isCoded && !isCode)
      return { problem: say('imports.value.otherCurrency', { sign: code, currency }) };
    return (isCode && code !== currency ? amountParser(mark, code, habits) : own)(amount);
  };
};

/** Parts the code of the column beside it from a cell, which may have a sign or the same code of its own. */
export function partCode(text: string): { amount: string; code: string } {
  const at = text.lastIndexOf(' ');
  const code = text.slice(at + 1);
  return at > 0 && /^\p{L}+$/u.test(code)
    ? { amount: text.slice(0, at).trim(), code }
    : { amount: text, code: '' };
}

/** The same in this currency alone. */
export const amountParser = (
  mark: DecimalMark,
  currency: string,
  { isMinor = false }: AmountHabits = {},
): ValueParser<Money> => {
  const read = amountReader(mark, currency, isMinor);
  return (text) => {
    const money = read(text);
    if (!('fault' in money)) return { value: money };
    const isTooFine = isMinor && money.fault === 'tooFine';
    return {
      problem: isTooFine ? say('imports.value.minorTooFine') : problemOf(money.fault, text, mark, currency),
    };
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
