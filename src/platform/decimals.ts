/** An exact decimal number, `digits / 10 ** scale`: never a float. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}
export type DecimalMark = '.' | ',';

// Thousands are parted by the other mark, a space of any width or an apostrophe, the same throughout, in threes.
const PLAIN = { '.': /^([-+−]?)(\d*)(?:\.(\d*))?$/, ',': /^([-+−]?)(\d*)(?:,(\d*))?$/ };
const GROUPED = {
  '.': /^([-+−]?)([1-9]\d{0,2}(?:([,\s'’])\d{3})(?:\3\d{3})*)(?:\.(\d+))?$/,
  ',': /^([-+−]?)([1-9]\d{0,2}(?:([.\s'’])\d{3})(?:\3\d{3})*)(?:,(\d+))?$/,
};
const LONGEST = 40;

/** Reads `1,234.5` or, with a decimal comma, `1.234,5`. Undefined when it is no number written that way. */
export const readDecimal = (text: string, mark: DecimalMark): Decimal | undefined => {
  if (text.length > LONGEST || !/\d/.test(text)) return undefined;
  const plain = PLAIN[mark].exec(text);
  if (plain) return decimal(plain[1], plain[2], plain[3]);
  const grouped = GROUPED[mark].exec(text);
  return grouped ? decimal(grouped[1], grouped[2], grouped[4]) : undefined;
};

const decimal = (sign = '', whole = '', fraction = ''): Decimal => {
  const digits = BigInt(whole.replace(/\D/g, '') + fraction);
  return { digits: sign === '-' || sign === '−' ? -digits : digits, scale: fraction.length };
};

/** A decimal as a whole number of units of which `perOne` make one, half up where it is finer. For nothing below zero. */
export const toUnits = ({ digits, scale }: Decimal, perOne: bigint): { units: bigint; rounded: boolean } => {
  const divisor = 10n ** BigInt(scale);
  const exact = digits * perOne;
  const rest = exact % divisor;
  return { units: exact / divisor + (rest * 2n >= divisor ? 1n : 0n), rounded: rest !== 0n };
};
