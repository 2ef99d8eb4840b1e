/** Calendar days, both included. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** Days that may have no beginning or no end. */
export type OpenRange = { readonly from?: string | undefined; readonly to?: string | undefined };

/** A month of a range: whole, or cut by the range's first or last day. */
export interface RangeMonth extends Range {
  /** `2026-03` */
  readonly month: string;
  readonly whole: boolean;
}

/** The months that a range touches, in order, each with its days inside the range. */
export function monthsOf({ from, to }: Range): RangeMonth[] {
  const months: RangeMonth[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = shiftMonth(month, 1)) {
    const first = later(from, firstDayOf(month));
    const last = earlier(to, lastDayOf(month));
    const whole = first === firstDayOf(month) && last === lastDayOf(month);
    months.push({ month, from: first, to: last, whole });
  }
  return months;
}

/**
 * Days as whole months, between these first days (open where the days are), and the days of months that they cut.
 * Nothing of a range that ends before it begins.
 */
export function inMonths({ from, to }: OpenRange): { whole: OpenRange | undefined; cut: readonly Range[] } {
  if (from && to && from > to) return { whole: undefined, cut: [] };
  const first = from && (from.endsWith('-01') ? from : firstDayOf(shiftMonth(from, 1)));
  const last = to && firstDayOf(to === lastDayOf(to) ? to : shiftMonth(to, -1));
  const cut: Range[] = [];
  if (from && !from.endsWith('-01')) cut.push({ from, to: earlier(to ?? lastDayOf(from), lastDayOf(from)) });
  const counted = cut[0] && to && cut[0].to === to;
  if (to && to !== lastDayOf(to) && !counted) cut.push({ from: firstDayOf(to), to });
  return { whole: first && last && first > last ? undefined : { from: first, to: last }, cut };
}

/** How many months a range touches; none when it ends before it begins. */
export const monthCount = ({ from, to }: Range): number =>
  from > to ? 0 : monthNumber(to) - monthNumber(from) + 1;

/** So many whole months, the last being the one that `day` lies in. */
export const monthsUntil = (day: string, count: number): Range => ({
  from: firstDayOf(shiftMonth(day, 1 - count)),
  to: lastDayOf(day),
});

/** The whole months of a range, a year earlier; undefined when it has none. */
export function yearEarlier(range: Range): Range | undefined {
  const whole = monthsOf(range).filter((one) => one.whole);
  const [first, last] = [whole[0], whole.at(-1)];
  if (!first || !last) return undefined;
  return { from: firstDayOf(shiftMonth(first.month, -12)), to: lastDayOf(shiftMonth(last.month, -12)) };
}

/** `2025-12` from `2026-01`, or any day of it, and -1. */
export function shiftMonth(month: string, by: number): string {
  const number = monthNumber(month) + by;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

export const firstDayOf = (month: string): string => `${month.slice(0, 7)}-01`;

export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month.slice(0, 7)}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
