import { monthsOf, monthsUntil, shiftMonth, type Range } from '../platform/months.js';
import { fateTotals, type FateTotals } from './fate-rates.js';
import { NOTHING, type SumLine } from './figures.js';
import { firstOf, YEAR } from './year-earlier.js';

/** What was collected, over one month or over twelve. */
export interface Amount extends Range {
  readonly jobs: number;
  readonly grams: bigint;
}

/** A month with what there is to compare it with; undefined where figures do not reach back that far. */
export interface TrendMonth {
  readonly month: string;
  /** Whether it is over: a month that is not is compared with nothing. */
  readonly over: boolean;
  readonly own: Amount;
  readonly earlier: Amount | undefined;
  /** The twelve months to its end, and the twelve before those. */
  readonly year: Amount | undefined;
  readonly yearEarlier: Amount | undefined;
  /** What became of the waste of those twelve months, and of the twelve before. */
  readonly fates: FateTotals | undefined;
  readonly fatesEarlier: FateTotals | undefined;
}

/**
 * The months of a range up to the current one, from lines by month over all time and lines by month and R or D code.
 * Only what is whole is compared, and twelve months are looked back on only where they are whole: the month in which
 * figures begin may have begun without them, and less than a year would always look like growth.
 */
export function trendMonths(
  range: Range,
  today: string,
  byMonth: readonly SumLine[],
  byFate: readonly SumLine[] | undefined,
): TrendMonth[] {
  const lines = new Map(byMonth.map((line) => [line.key, line]));
  const since = beginning(byMonth);
  const reaches = (month: string): boolean => since !== undefined && month > since;
  const whole = (last: string, count: number): Amount | undefined =>
    reaches(shiftMonth(last, 1 - count)) ? amount(last, count) : undefined;
  const amount = (last: string, count: number): Amount => {
    const found = backwards(last, count).map((month) => lines.get(month) ?? NOTHING);
    return {
      ...monthsUntil(last, count),
      jobs: found.reduce((sum, { records }) => sum + records, 0),
      grams: found.reduce((sum, { grams }) => sum + grams, 0n),
    };
  };
  const known = fatesBy(byFate);
  const fates = (year: Amount | undefined, last: string): FateTotals | undefined =>
    year && known && fateTotals(backwards(last, YEAR).flatMap((month) => known.get(month) ?? []));
  return shownMonths(range, today).map((month) => {
    const before = shiftMonth(month, -YEAR);
    const [year, yearEarlier] = [whole(month, YEAR), whole(before, YEAR)];
    return {
      month,
      over: month < today.slice(0, 7),
      own: amount(month, 1),
      earlier: whole(before, 1),
      year,
      yearEarlier,
      fates: fates(year, month),
      fatesEarlier: fates(yearEarlier, before),
    };
  });
}

/** The newest month that is over, of which a year is spoken. */
export const latestOver = (months: readonly TrendMonth[]): TrendMonth | undefined =>
  months.filter(({ over }) => over).at(-1);

/** The first month in which anything was collected at all. */
export const beginning = (byMonth: readonly SumLine[]): string | undefined =>
  firstOf(byMonth.filter(({ records }) => records > 0).map(({ key }) => key));

/** The months of a range that have begun. */
export const shownMonths = (range: Range, today: string): string[] =>
  monthsOf(range)
    .map(({ month }) => month)
    .filter((month) => month <= today.slice(0, 7));

const backwards = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => shiftMonth(last, -index));

function fatesBy(
  lines: readonly SumLine[] | undefined,
): ReadonlyMap<string, readonly (readonly [string, bigint])[]> | undefined {
  if (!lines) return undefined;
  const months = new Map<string, (readonly [string, bigint])[]>();
  for (const { key, grams } of lines) {
    const [month = '', code = ''] = key.split(' ');
    months.set(month, [...(months.get(month) ?? []), [code, grams]]);
  }
  return months;
}
