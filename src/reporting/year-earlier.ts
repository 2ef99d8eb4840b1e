import { say, type Text } from '../platform/errors.js';
import { shiftMonth, yearEarlier, type Range } from '../platform/months.js';

export const YEAR = 12;

const EARLIEST = '1900-01-01';

/** The days to read for what was a year earlier: those of its months, and all before, which tell whether these are whole. */
export function daysEarlier(range: Range): Range | undefined {
  const earlier = yearEarlier(range);
  return earlier && { ...earlier, from: EARLIEST };
}

/** The month in which figures begin. It may not be whole. */
export const firstOf = (months: readonly string[]): string | undefined => [...months].sort()[0];

/** The same month a year before, where it is whole. */
export function monthBefore(month: string, since: string | undefined): string | undefined {
  const before = shiftMonth(month, -YEAR);
  return since && before > since ? before : undefined;
}

/** That one of these months is compared with nothing, because figures begin in the one a year before. */
export const leftOut = (months: readonly string[], since: string | undefined): { readonly note?: Text } =>
  since && months.includes(shiftMonth(since, YEAR))
    ? { note: say('reporting.firstMonth', { since, month: shiftMonth(since, YEAR) }) }
    : {};
