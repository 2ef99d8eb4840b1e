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

const A_DAY = 86_400_000;

/** How many days lie between a day and another one before it; negative when it is past. Both as `2026-03-04`. */
export const daysUntil = (day: string, from: string): number => (Date.parse(day) - Date.parse(from)) / A_DAY;
