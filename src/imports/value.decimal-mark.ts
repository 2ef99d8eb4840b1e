import type { DecimalMark } from './value.decimal.js';

/** Which way of writing numbers a figure proves: `undefined` proves none, `either` could be a thousand times the other. */
export type MarkEvidence = DecimalMark | 'either' | undefined;

/**
 * What a figure says about its decimal mark: `12.5` and `1,234.5` prove the point, `12,5` and `1.234,5` the comma;
 * `1,234` and `1.234` alone are a thousand and something to one and one and something to another.
 */
export const decimalMarkIn = (figure: string): MarkEvidence => {
  const marks = figure.replace(/[^.,]/g, '');
  const last = marks.at(-1) as DecimalMark | undefined;
  if (last === undefined) return undefined;
  const other = last === '.' ? ',' : '.';
  if (marks.includes(other)) return last;
  // The same mark twice parts thousands.
  if (marks.length > 1) return other;
  return /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(figure) ? 'either' : last;
};
