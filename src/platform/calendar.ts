/** The moment at which clocks in a time zone show this; of an hour that clocks show twice, the first. */
export function momentAt(timeZone: string, day: string, time: string): Date {
  const shown = Date.parse(`${day}T${time}Z`);
  const ahead = (at: number) => Date.parse(`${clockIn(timeZone, new Date(at))}Z`) - at;
  const guesses = [ahead(shown - 86_400_000), ahead(shown + 86_400_000)].map((offset) => shown - offset);
  const exact = guesses.filter((at) => at + ahead(at) === shown);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...guesses));
}

/** What clocks in a time zone show at a moment: `2026-03-04T08:00:00`. */
export function clockIn(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(at).replace(' ', 'T');
}

/**
 * A day of the calendar as ISO 8601 writes it; undefined for what is no such day, 31 February for one. The years below
 * 100 are none: they are what is sent for a year of two digits, and other programs take them for 1900 and on.
 */
export function readDay(text: string): string | undefined {
  const day = /^(?!00)\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text ? text : undefined;
}

/** Which day it is in a time zone, as `2026-03-04`. */
export function today(timeZone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(now);
}

/** The calendar day where it is latest on earth: nothing was done after that. */
export const latestToday = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);

const A_DAY = 86_400_000;

/** A day so many days after another, or before it. Both as `2026-03-04`. */
export const shiftDay = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * A_DAY).toISOString().slice(0, 10);

/** How many days lie between a day and another one before it; negative when it is past. Both as `2026-03-04`. */
export const daysUntil = (day: string, from: string): number => (Date.parse(day) - Date.parse(from)) / A_DAY;

/** Whether a day lies in years that trade speaks of; 9999 and 0202 are slips of a finger. */
export const isLikelyDay = (day: string): boolean => /^(19|20|21)/.test(day);
