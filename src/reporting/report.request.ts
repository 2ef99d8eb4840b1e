import { Refused, say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { firstDayOf, lastDayOf, monthCount, monthsUntil, type Range } from '../platform/months.js';
import type { Report } from './report.js';

/** What a report is asked for, as its address says it. */
export interface ReportRequest {
  readonly range: Range;
  /** Nobody chose days: these are the last twelve months. */
  readonly usualRange: boolean;
  readonly customer: string | undefined;
  readonly site: string | undefined;
  /** Two digits of a chapter of the list of waste. */
  readonly chapter: string | undefined;
  /**
   * Why there is nothing to be shown: the days lie the wrong way round or too far apart, or there is not just one
   * site of the name that was typed.
   */
  readonly fault: 'backwards' | 'tooLong' | 'site' | undefined;
  /** What was typed where a site is meant. */
  readonly siteTyped: string | undefined;
}

const KNOWN = ['from', 'to', 'customer', 'site'];
const MONTHS = 12;
/** As many months as one report shows. */
const MOST_MONTHS = 120;

/**
 * Reads the address of a report. Days that were not given are filled in, so that there are twelve months.
 * @param today a calendar day where the organisation is
 * @throws Refused for what a report does not know, so that a mistyped link never shows something else in silence
 */
export function readReportRequest(
  query: Readonly<Record<string, unknown>>,
  today: string,
  { ofWholeJobs, wholeMonths }: Pick<Report, 'ofWholeJobs' | 'wholeMonths'> = {},
): ReportRequest {
  const read = (name: string, fits: (text: string) => boolean): string | undefined => {
    const value = query[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string' || !fits(value.trim())) throw refused(name);
    return value.trim();
  };
  const known = ofWholeJobs ? KNOWN : [...KNOWN, 'chapter'];
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown) throw refused(unknown);
  const [from, to] = [read('from', isDay), read('to', isDay)];
  const days = rangeOf(from, to, today);
  const range = wholeMonths ? { from: firstDayOf(days.from), to: lastDayOf(days.to) } : days;
  const months = monthCount(range);
  const site = read('site', () => true);
  const typed = site !== undefined && !isId(site);
  return {
    range,
    usualRange: from === undefined && to === undefined,
    customer: read('customer', isId),
    site: typed ? undefined : site,
    siteTyped: typed ? site : undefined,
    chapter: read('chapter', isChapter),
    fault: typed ? 'site' : faultOf(months),
  };
}

const faultOf = (months: number): ReportRequest['fault'] =>
  months < 1 ? 'backwards' : months > MOST_MONTHS ? 'tooLong' : undefined;

/** Whether anything but its days narrows a report. */
export const isNarrowed = ({ customer, site, chapter }: ReportRequest): boolean =>
  Boolean(customer ?? site ?? chapter);

function rangeOf(from: string | undefined, to: string | undefined, today: string): Range {
  const usual = monthsUntil(today, MONTHS);
  if (from !== undefined) return { from, to: to ?? (from > usual.to ? monthsUntil(from, 1).to : usual.to) };
  return to === undefined ? usual : { from: monthsUntil(to, MONTHS).from, to };
}

const refused = (name: string): Refused => new Refused(say('reporting.notUnderstood', { name }));

/** A calendar day of this era's trade: nothing older than 1900 was ever collected. */
function isDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

const isChapter = (text: string): boolean => /^(0[1-9]|1\d|20)$/.test(text);
