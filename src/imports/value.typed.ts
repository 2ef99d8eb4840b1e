import { say, type Text } from '../platform/errors.js';
import type { TypedAs } from '../sections/engine/hand-form.js';
import { type DecimalMark, readDecimal } from '../platform/decimals.js';
import { type AmountHabits, amountParser, partCode } from './value.money.js';
import type { Parsed, ValueParser } from './value.parsed.js';

/**
 * Reads what people write for a whole number: `60.00` for minor units of the currency, `1.5` for thousandths, `7:30`
 * or `7.5` hours for minutes. What is finer than the whole number is refused, and so is an amount in another currency,
 * of which nothing would be left.
 */
export const typedParser = (
  typed: TypedAs,
  mark: DecimalMark,
  currency: string,
  habits?: AmountHabits,
): ValueParser<number> => {
  if (typed === 'amount') {
    const read = amountParser(mark, currency, habits);
    return (text) => {
      const { amount, code } = habits?.isCoded ? partCode(text) : { amount: text, code: '' };
      if (code !== '' && code !== currency) return inAnother(code, currency);
      const parsed = read(amount);
      if ('value' in parsed) return { value: parsed.value.amount };
      const { key, values } = parsed.problem;
      return key === 'imports.value.otherCurrency' ? inAnother(String(values?.['sign']), currency) : parsed;
    };
  }
  if (typed === 'thousandths') return (text) => inWhole(text, mark, 1000n, 'imports.value.thousandths');
  return (text) => {
    const [, hours, minutes] = /^(\d{1,4}):([0-5]\d)$/.exec(text) ?? [];
    if (hours !== undefined) return { value: Number(hours) * 60 + Number(minutes) };
    return inWhole(text, mark, 60n, 'imports.value.hours');
  };
};

/** An amount that is not in the currency of its record. */
export const inAnother = (sign: string, currency: string): { readonly problem: Text } => ({
  problem: say('imports.value.recordCurrency', { sign, currency }),
});

const inWhole = (text: string, mark: DecimalMark, perOne: bigint, wrong: string): Parsed<number> => {
  const decimal = readDecimal(text, mark);
  const exact = decimal && decimal.digits * perOne;
  const divisor = 10n ** BigInt(decimal?.scale ?? 0);
  const value = exact === undefined || exact % divisor !== 0n ? undefined : Number(exact / divisor);
  return value !== undefined && Number.isSafeInteger(value) ? { value } : { problem: say(wrong) };
};
