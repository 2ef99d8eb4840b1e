import { type DecimalMark, readDecimal } from '../platform/decimals.js';

/** Which way of writing numbers a figure proves: `undefined` proves none, `either` could be a thousand times the other. */
export type MarkEvidence = DecimalMark | 'either' | undefined;

/**
 * What a figure says about its decimal mark: `12.5` and `1,234.5` prove the point, `12,5` and `1.234,5` the comma;
 * `1,234` and `1.234` alone are a thousand and something to one and one and something to another. What is no number
 * either way proves nothing.
 */
export const decimalMarkIn = (figure: string): MarkEvidence => {
  const [point, comma] = [readDecimal(figure, '.'), readDecimal(figure, ',')];
  if (!/[.,]/.test(figure) || (!point && !comma)) return undefined;
  if (point && comma) return 'either';
  return point ? '.' : ',';
};
