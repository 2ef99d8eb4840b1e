/** A whole number as the database or a form gives it; bigint columns arrive as strings. */
export type Whole = bigint | number | string;

/** Reads a whole number; throws when it has a fraction or is no number. */
export function whole(value: Whole): bigint {
  return BigInt(value);
}

/** value / divisor, rounded half away from zero, exact for any size. */
export function divideHalfUp(value: bigint, divisor: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const rounded = (magnitude + divisor / 2n) / divisor;
  return value < 0n ? -rounded : rounded;
}

/** Puts a decimal point before the last `digits` of a whole number: `decimal(1234n, 2)` is `12.34`. */
export function decimal(value: bigint, digits: number): string {
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
