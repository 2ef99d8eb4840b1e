import { daysUntil } from '../../platform/calendar.js';
import { rowsOf } from '../engine/rows.js';
import type { ChildBody } from '../engine/section.js';

type Doubts = Record<string, string>;

const A_DAY = 24 * 60;
/** As many days as one that does not say until when may be of. */
const MOST_DAYS = 31;

/** What cannot be right with a timesheet that a person writes: its days, and those of its shifts, are in their order. */
export function doubtfulTimesheet({ date, until, minutes, shifts }: ChildBody): Doubts {
  if (date && until && String(until) < String(date)) return { until: 'timesheets.wrong.untilBefore' };
  const isOutside = (day: unknown) =>
    Boolean(date && until && day) && (String(day) < String(date) || String(day) > String(until));
  const days = date && until ? daysUntil(String(until), String(date)) + 1 : MOST_DAYS;
  return Object.assign(
    Number(minutes ?? 0) > days * A_DAY ? { minutes: 'timesheets.wrong.tooLong' } : {},
    ...rowsOf(shifts).map((shift, index) => doubtfulShift(shift, `shifts[${index}]`, isOutside)),
  ) as Doubts;
}

function doubtfulShift(
  { date, startAt, endAt, minutes }: ChildBody,
  at: string,
  isOutside: (day: unknown) => boolean,
): Doubts {
  const ends = startAt && endAt && Date.parse(String(endAt)) < Date.parse(String(startAt));
  return {
    ...(isOutside(date) ? { [`${at}.date`]: 'timesheets.wrong.outside' } : {}),
    ...(ends ? { [`${at}.endAt`]: 'timesheets.wrong.endBefore' } : {}),
    ...(Number(minutes ?? 0) > A_DAY ? { [`${at}.minutes`]: 'timesheets.wrong.longDay' } : {}),
  };
}
