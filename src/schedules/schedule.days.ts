import { firstDayOf, lastDayOf, type Range } from '../platform/months.js';
import type { ReportKey } from '../reporting/report.js';
import { REPORTS } from '../reporting/reports.js';
import { periodOf, type Period } from './schedule.calendar.js';

/** The days that a report is about when it is sent on this day: whole months of one that compares months. */
export function daysOf(
  { report, period }: { readonly report: ReportKey; readonly period: Period },
  day: string,
): Range {
  const range = periodOf(period, day);
  const wholeMonths = REPORTS.some((one) => one.key === report && one.wholeMonths);
  return wholeMonths ? { from: firstDayOf(range.from), to: lastDayOf(range.to) } : range;
}
