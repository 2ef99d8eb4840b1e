import { momentAt, shiftDay, today } from '../platform/calendar.js';
import { firstDayOf, lastDayOf, shiftMonth, type Range } from '../platform/months.js';

export const FREQUENCIES = ['daily', 'weekly', 'monthly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** The days that a report is about, seen from the day it is sent on. */
export const PERIODS = [
  'last-week',
  'last-month',
  'month-so-far',
  'last-three-months',
  'last-twelve-months',
] as const;
export type Period = (typeof PERIODS)[number];

/** When a schedule sends, by the clocks of the organisation. */
export interface Rhythm {
  readonly frequency: Frequency;
  /** Monday is 1. Of a weekly one. */
  readonly weekday: number;
  /** 1 to 31, of a monthly one; in a shorter month its last day. */
  readonly monthDay: number;
  /** `07:30` */
  readonly time: string;
}

/**
 * The next moment after another at which a schedule sends. Where clocks are put forward over its time it sends when
 * they have been; of a time that they show twice it sends at the first, once.
 */
export function nextMoment(rhythm: Rhythm, timeZone: string, after: Date): Date {
  for (let day = today(timeZone, after); ; day = shiftDay(day, 1)) {
    if (!sendsOn(rhythm, day)) continue;
    const moment = momentAt(timeZone, day, `${rhythm.time}:00`);
    if (moment > after) return moment;
  }
}

/**
 * The newest moment at which a schedule should have sent, beginning with one that is due. What was missed while nothing
 * ran is sent once, not as often as it was missed.
 */
export function latestMoment(rhythm: Rhythm, timeZone: string, due: Date, now: Date): Date {
  let latest = due;
  for (let next = due; next <= now; next = nextMoment(rhythm, timeZone, next)) latest = next;
  return latest;
}

function sendsOn({ frequency, weekday, monthDay }: Rhythm, day: string): boolean {
  if (frequency === 'daily') return true;
  if (frequency === 'weekly') return weekdayOf(day) === weekday;
  return day === lesser(`${day.slice(0, 8)}${String(monthDay).padStart(2, '0')}`, lastDayOf(day));
}

/** The days that a report is about when it is sent on this day. Weeks begin on Monday. */
export function periodOf(period: Period, day: string): Range {
  const monthBefore = shiftMonth(day, -1);
  switch (period) {
    case 'last-week': {
      const monday = shiftDay(day, -6 - weekdayOf(day));
      return { from: monday, to: shiftDay(monday, 6) };
    }
    case 'last-month':
      return wholeMonths(monthBefore, monthBefore);
    case 'month-so-far':
      return { from: firstDayOf(day), to: day };
    case 'last-three-months':
      return wholeMonths(shiftMonth(day, -3), monthBefore);
    case 'last-twelve-months':
      return wholeMonths(shiftMonth(day, -12), monthBefore);
  }
}

const wholeMonths = (first: string, last: string): Range => ({
  from: firstDayOf(first),
  to: lastDayOf(last),
});
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
const lesser = (one: string, other: string): string => (one < other ? one : other);
