import type { Room } from '../platform/pages/frame.js';
import { isNarrowed, type ReportRequest } from './report.request.js';
import type { JobsBehind } from './report.js';

export type ReportRoom = Exclude<Room, 'visitor'>;

/** What is different in another address of a report. */
export interface ReportChange {
  /** A filter to be taken away. */
  readonly without?: 'range' | 'customer' | 'site' | 'chapter';
  readonly from?: string;
  readonly to?: string;
}

/** A report as it is asked for now, changed in one thing; `path` may be another report's, or a download. */
export function reportHref(path: string, request: ReportRequest, change: ReportChange = {}): string {
  const { range, usualRange, customer, site, chapter } = request;
  const days = change.from ? change : usualRange || change.without === 'range' ? {} : range;
  const query = { from: days.from, to: days.to, customer, site, chapter };
  const entries = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== change.without,
  );
  const text = new URLSearchParams(entries).toString();
  return text ? `${path}?${text}` : path;
}

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
