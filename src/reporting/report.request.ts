import { readPeriod, readValue, USUAL_NAMES, type PeriodRequest } from '../sections/period/period.request.js';
import type { Report } from './report.js';

/** What a report is asked for, as its address says it. */
export interface ReportRequest extends PeriodRequest {
  /** Two digits of a chapter of the list of waste. */
  readonly chapter: string | undefined;
}

/**
 * Reads the address of a report.
 * @param today a calendar day where the organisation is
 * @throws Refused for what a report does not know, so that a mistyped link never shows something else in silence
 */
export function readReportRequest(
  query: Readonly<Record<string, unknown>>,
  today: string,
  { ofWholeJobs, wholeMonths }: Pick<Report, 'ofWholeJobs' | 'wholeMonths'> = {},
): ReportRequest {
  const known = ofWholeJobs ? USUAL_NAMES : [...USUAL_NAMES, 'chapter'];
  const period = readPeriod(query, today, known, wholeMonths ? { wholeMonths } : {});
  return { ...period, chapter: readValue(query, 'chapter', isChapter) };
}

/** Whether anything but its days narrows a report. */
export const isNarrowed = ({ customer, site, chapter }: ReportRequest): boolean =>
  Boolean(customer ?? site ?? chapter);

const isChapter = (text: string): boolean => /^(0[1-9]|1\d|20)$/.test(text);
