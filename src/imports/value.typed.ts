import { say } from '../platform/errors.js';
import type { TypedAs } from '../sections/engine/hand-form.js';
import { type DecimalMark, readDecimal } from '../platform/decimals.js';
import { type AmountHabits, amountParser, moneyParser } from './value.money.js';
import type { Parsed, ValueParser } from './value.parsed.js';

/**
 * Reads what people write for a whole number: `60.00` for minor units of the currency, `1.5` for thousandths, `7:30`
 * or `7.5` hours for minutes. What is finer than the whole number is refused.
 */
export const typedParser = (
  typed: TypedAs,
  mark: DecimalMark,
  currency: string,
  habits?: AmountHabits,
): ValueParser<number> => {
  if (typed === 'amount') {
    const read = habits?.isCoded ? moneyParser(mark, currency, habits) : amountParser(mark, currency, habits);
    return (text) => {
      const parsed = read(text);
      return 'problem' in parsed ? parsed : { value: parsed.value.amount };
    };
  }
  if (typed === 'thousandths') return (text) => inWhole(text, mark, 1000n, 'imports.value.thousandths');
  return (text) => {
    const [, hours, minutes] = /^(\d{1,4}):([0-5]\d)$/.exec(text) ?? [];
    if (hours !== undefined) return { value: Number(hours) * 60 + Number(minutes) };
    return inWhole(text, mark, 60n, 'imports.value.hours');
  };
};

const inWhole = (text: string, mark: DecimalMark, perOne: bigint, wrong: string): Parsed<number> => {
  const decimal = readDecimal(text, mark);
  const exact = decimal && decimal.digits * perOne;
  const divisor = 10n ** BigInt(decimal?.scale ?? 0);
  const value = exact === undefined || exact % divisor !== 0n ? undefined : Number(exact / divisor);
  return value !== undefined && Number.isSafeInteger(value) ? { value } : { problem: say(wrong) };
};
