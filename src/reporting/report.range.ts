/** Calendar days, both included. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** A month of a range: whole, or cut by the range's first or last day. */
export interface RangeMonth extends Range {
  /** `2026-03` */
  readonly month: string;
  readonly whole: boolean;
}

/** As many months as one report shows. */
export const MOST_MONTHS = 120;

/** The months that a range touches, in order, each with its days inside the range. */
export function monthsOf({ from, to }: Range): RangeMonth[] {
  const months: RangeMonth[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = shiftMonth(month, 1)) {
    const first = later(from, `${month}-01`);
    const last = earlier(to, lastDayOf(month));
    months.push({
      month,
      from: first,
      to: last,
      whole: first === `${month}-01` && last === lastDayOf(month),
    });
  }
  return months;
}

/** How many months a range touches; zero or less when it ends before it begins. */
export const monthCount = ({ from, to }: Range): number =>
  from > to ? 0 : monthNumber(to) - monthNumber(from) + 1;

/** So many whole months, the last being the one that `day` lies in. */
export const monthsUntil = (day: string, count: number): Range => ({
  from: `${shiftMonth(day.slice(0, 7), 1 - count)}-01`,
  to: lastDayOf(day.slice(0, 7)),
});

/** The whole months of a range, a year earlier; undefined when it has none. */
export function yearEarlier(range: Range): Range | undefined {
  const whole = monthsOf(range).filter((one) => one.whole);
  const [first, last] = [whole[0], whole.at(-1)];
  if (!first || !last) return undefined;
  return { from: `${shiftMonth(first.month, -12)}-01`, to: lastDayOf(shiftMonth(last.month, -12)) };
}

/** `2025-12` from `2026-01` and -1. */
export function shiftMonth(month: string, by: number): string {
  const number = monthNumber(month) + by;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
