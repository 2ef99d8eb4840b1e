import { say } from '../platform/errors.js';
import type { Parsed } from './value.parsed.js';

/** A calendar day as `yyyy-mm-dd`, or why there is none such: 31 February, or a year outside 1900 to 2199. */
export const calendarDay = (year: number, month: number, day: number): Parsed<string> => {
  if (year < 1900 || year > 2199) return { problem: say('imports.value.dateYear', { year: String(year) }) };
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists) return { problem: say('imports.value.dateUnreal') };
  return { value: date.toISOString().slice(0, 10) };
};

/** A spreadsheet's day number, counted as Excel does since 1900 (it believes in 29 February 1900, so days before are not taken). */
export const serialDay = (serial: number): Parsed<string> => {
  if (serial < 61 || serial > 109_500) return { problem: say('imports.value.dateSerial') };
  const date = new Date(Date.UTC(1899, 11, 30 + Math.floor(serial)));
  return { value: date.toISOString().slice(0, 10) };
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const MONTH_NUMBERS = new Map(
  MONTHS.flatMap((short, at): [string, number][] => [
    [short, at + 1],
    [FULL.format(new Date(Date.UTC(2000, at, 1))).toLowerCase(), at + 1],
  ]),
).set('sept', 9);

/** The number of a month by its English name, whole or short; 0 when it is none. */
export const monthNumber = (name: string): number => MONTH_NUMBERS.get(name.toLowerCase()) ?? 0;
