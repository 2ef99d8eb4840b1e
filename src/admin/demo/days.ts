/** A calendar day, `2026-03-04`. Days are counted, never converted. */
export type Day = string;

const A_DAY = 86_400_000;
const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const of = (time: number): Day => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => of(at(day) + days * A_DAY);

/** The same day so many months later, or the month's last. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return of(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

export const daysBetween = (from: Day, to: Day): number => Math.round((at(to) - at(from)) / A_DAY);

/** 0 is Sunday. */
export const weekday = (day: Day): number => new Date(at(day)).getUTCDay();

/** `2026-03` */
export const monthOf = (day: Day): string => day.slice(0, 7);

/** 1 is January. */
export const monthNumber = (day: Day): number => Number(day.slice(5, 7));

/** The first of April that began the business year of a day. */
export const yearBegan = (day: Day): Day =>
  monthNumber(day) >= 4 ? `${day.slice(0, 4)}-04-01` : `${Number(day.slice(0, 4)) - 1}-04-01`;

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `4 March 2026`, as papers write it. */
export const longDay = (day: Day): string => DATE.format(at(day));

/** `March 2026` */
export const longMonth = (day: Day): string => MONTH.format(at(day));
