import { readDecimal } from '../decimals.js';
import { amountReader, CURRENCY_CODES, partMoney, type Money } from '../money.js';
import { minorDigits } from '../pages/formats.js';

/** Why what somebody typed is no amount. A comma before decimals is not taken for one that parts thousands, nor the other way round. */
export type TypedMoneyFault = 'amount' | 'decimalComma' | 'otherCurrency' | 'tooMuch';

type TypedMoney = Money | { readonly fault: TypedMoneyFault };

/** Reads `1250`, `£1,250.50` or `100 EUR` as people type and paste it; of no currency it is of the usual one. */
export function readTypedMoney(text: string, usual: string): TypedMoney {
  const code = partMoney(text).sign.toUpperCase();
  return readTypedAmount(text, CURRENCY_CODES.has(code) ? code : usual);
}

/** The same in this currency alone. */
export function readTypedAmount(text: string, currency: string): TypedMoney {
  const { figure, sign } = partMoney(text);
  const money = amountReader('.', currency)(text);
  if ('amount' in money) return isTooFine(figure, currency) ? { fault: 'amount' } : money;
  if (money.fault === 'tooLarge') return { fault: 'tooMuch' };
  if (!readDecimal(figure, '.')) return { fault: readDecimal(figure, ',') ? 'decimalComma' : 'amount' };
  return { fault: money.fault === 'otherCurrency' && isCurrency(sign) ? 'otherCurrency' : 'amount' };
}

/** `12.500` is no twelve and a half: it may have been meant for thousands. */
const isTooFine = (figure: string, currency: string): boolean =>
  (figure.split('.')[1] ?? '').length > minorDigits(currency);

const isCurrency = (sign: string): boolean => /\p{Sc}/u.test(sign) || CURRENCY_CODES.has(sign.toUpperCase());
