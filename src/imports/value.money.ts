import { say } from '../platform/errors.js';
import { type DecimalMark, readDecimal } from './value.decimal.js';
import type { Parsed, ValueParser } from './value.parsed.js';

/** An amount in the currency's smallest unit. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Parts a currency's sign or code from the figure: `£1,250.00`, `1.250,00 EUR`; brackets mean below zero. */
export const partMoney = (text: string): { figure: string; sign: string } => {
  const bracketed = /^\((.*)\)$/.exec(text);
  const inner = bracketed?.[1] ?? text;
  const sign = inner.replace(/[\d.,\s'’+−-]/g, '');
  const figure = inner.replace(sign, '').trim();
  return { figure: bracketed ? `-${figure}` : figure, sign };
};

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
    const code = partMoney(text).sign;
    if (habits.isCoded && code === '') return { problem: say('imports.value.noCurrency') };
    const isOther = code !== currency && isCurrency(code);
    return (isOther ? amountParser(mark, code, habits) : own)(text);
  };
};

const CODES = new Set(Intl.supportedValuesOf('currency'));

/** Whether it is the code of a currency, in capitals. */
export const isCurrency = (code: string): boolean => CODES.has(code);

/** The same in this currency alone. */
export const amountParser = (
  mark: DecimalMark,
  currency: string,
  { isMinor = false }: AmountHabits = {},
): ValueParser<Money> => {
  const places = isMinor ? 0 : minorPlaces(currency);
  const own = signsOf(currency);
  return (text): Parsed<Money> => {
    const { figure, sign } = partMoney(text);
    if (sign !== '' && !own.has(sign.toUpperCase()))
      return { problem: say('imports.value.otherCurrency', { sign, currency }) };
    const decimal = readDecimal(figure, mark);
    if (!decimal)
      return { problem: say(mark === '.' ? 'imports.value.number' : 'imports.value.numberComma') };
    const exact = decimal.digits * 10n ** BigInt(places);
    const divisor = 10n ** BigInt(decimal.scale);
    if (exact % divisor !== 0n)
      return {
        problem: isMinor
          ? say('imports.value.minorTooFine')
          : say('imports.value.moneyTooFine', { currency, places }),
      };
    const amount = Number(exact / divisor);
    if (!Number.isSafeInteger(amount)) return { problem: say('imports.value.moneyTooLarge') };
    return { value: { amount, currency } };
  };
};

const minorPlaces = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const signsOf = (currency: string): Set<string> => {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  return new Set([currency.toUpperCase(), sign.toUpperCase()]);
};
