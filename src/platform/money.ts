import { readDecimal, type DecimalMark } from './decimals.js';
import { minorDigits } from './pages/formats.js';

/** An amount in the currency's smallest unit. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** The codes of ISO 4217 that are known here. */
export const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const NO_AMOUNT = 80;
const PARTS = /^([+−-]?)\s*([^\d.,\s'’+−-]*)([\d.,\s'’+−-]*)([^\d.,\s'’+−-]*)$/u;

/**
 * Parts a currency's sign or code, at either end, from the figure: `£1,250.00`, `1.250,00 EUR`; brackets mean below zero.
 * What is written otherwise, such as `5€50`, is all figure, which nobody reads.
 */
export const partMoney = (text: string): { figure: string; sign: string } => {
  const bracketed = /^\((.*)\)$/.exec(text);
  const inner = bracketed?.[1] ?? text;
  const parts = inner.length > NO_AMOUNT ? null : PARTS.exec(inner.trim());
  if (!parts) return { figure: text, sign: '' };
  const [, minus = '', before = '', figure = '', after = ''] = parts;
  return { figure: (bracketed ? '-' : '') + minus + figure.trim(), sign: before + after };
};

/** What is wrong with an amount: another currency's sign, no number written so, more decimals than there are, beyond measure. */
export type AmountFault = 'otherCurrency' | 'number' | 'tooFine' | 'tooLarge';

/**
 * Reads amounts of this currency exactly, alone or with its sign or code: money is not rounded on the way in.
 * @param isMinor they stand in minor units: 1250 is 12.50
 */
export const amountReader = (
  mark: DecimalMark,
  currency: string,
  isMinor = false,
): ((text: string) => Money | { readonly fault: AmountFault }) => {
  const places = isMinor ? 0 : minorDigits(currency);
  const own = signsOf(currency);
  return (text) => {
    const { figure, sign } = partMoney(text);
    if (sign !== '' && !own.has(sign.toUpperCase())) return { fault: 'otherCurrency' };
    const decimal = readDecimal(figure, mark);
    if (!decimal) return { fault: 'number' };
    const exact = decimal.digits * 10n ** BigInt(places);
    const divisor = 10n ** BigInt(decimal.scale);
    if (exact % divisor !== 0n) return { fault: 'tooFine' };
    const amount = Number(exact / divisor);
    return Number.isSafeInteger(amount) ? { amount, currency } : { fault: 'tooLarge' };
  };
};

const signsOf = (currency: string): Set<string> => {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  return new Set([currency.toUpperCase(), sign.toUpperCase()]);
};
