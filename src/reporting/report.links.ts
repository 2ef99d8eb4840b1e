import type { Room } from '../platform/pages/frame.js';
import { periodHref, type PeriodChange } from '../sections/period/period.href.js';
import { isNarrowed, type ReportRequest } from './report.request.js';
import type { JobsBehind } from './report.js';

export type ReportRoom = Exclude<Room, 'visitor'>;

/** What is different in another address of a report. */
export type ReportChange = PeriodChange<'chapter'>;

/** A report as it is asked for now, changed in one thing; `path` may be another report's, or a download. */
export const reportHref = (path: string, request: ReportRequest, change: ReportChange = {}): string =>
  periodHref(path, request, change, { chapter: request.chapter });

/** The completed jobs behind a figure: the filters of the report, and what the figure stands for. */
export function jobsHref(room: ReportRoom, request: ReportRequest, behind: JobsBehind): string {
  const { range, customer, site, chapter } = request;
  // A main code says its chapter already.
  const waste = behind.mainEwc ? {} : { chapter };
  const query = { status: 'completed', ...range, customer, site, ...waste, ...behind };
  const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/${room}/jobs?${new URLSearchParams(entries)}`;
}

/** Whether the address says anything at all. */
export const isPlain = (request: ReportRequest): boolean => request.usualRange && !isNarrowed(request);
