import { Refused, say } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { firstDayOf, lastDayOf, monthCount, monthsUntil, type Range } from '../../platform/months.js';

/** What a page over days is asked for, as its address says it. */
export interface PeriodRequest {
  readonly range: Range;
  /** Nobody chose days: these are the last twelve months. */
  readonly usualRange: boolean;
  readonly customer: string | undefined;
  readonly site: string | undefined;
  /**
   * Why there is nothing to be shown: the days lie the wrong way round or too far apart, or there is not just one
   * customer or site of the name that was typed.
   */
  readonly fault: 'backwards' | 'tooLong' | 'customer' | 'site' | undefined;
  /** What was typed where a customer or a site is meant. */
  readonly typed: { readonly customer?: string; readonly site?: string };
}

export const USUAL_NAMES = ['from', 'to', 'customer', 'site'] as const;

/** What a page answers with whose form has something the matter; an address that means nothing is a bad request. */
export const FAULT_STATUS = { none: 200, backwards: 422, tooLong: 422, customer: 400, site: 400 } as const;

type Query = Readonly<Record<string, unknown>>;
const MONTHS = 12;
/** As many months as one page shows. */
const MOST_MONTHS = 120;

/**
 * Reads days, customer and site. Days that were not given are filled in, so that there are twelve months.
 * @param today a calendar day where the organisation is
 * @param known the names that the page knows
 * @throws Refused for what it does not know, so that a mistyped link never shows something else in silence
 */
export function readPeriod(
  query: Query,
  today: string,
  known: readonly string[] = USUAL_NAMES,
  { wholeMonths }: { readonly wholeMonths?: true } = {},
): PeriodRequest {
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown) throw refused(unknown);
  const [from, to] = [readValue(query, 'from', isDay), readValue(query, 'to', isDay)];
  const days = rangeOf(from, to, today);
  const range = wholeMonths ? { from: firstDayOf(days.from), to: lastDayOf(days.to) } : days;
  const [customer, site] = [readPlace(query, 'customer'), readPlace(query, 'site')];
  return {
    range,
    usualRange: from === undefined && to === undefined,
    customer: customer.id,
    site: site.id,
    typed: {
      ...(customer.typed === undefined ? {} : { customer: customer.typed }),
      ...(site.typed === undefined ? {} : { site: site.typed }),
    },
    fault:
      customer.typed !== undefined
        ? 'customer'
        : site.typed !== undefined
          ? 'site'
          : faultOf(monthCount(range)),
  };
}

/** One value of an address. @throws Refused for one that does not fit */
export function readValue(query: Query, name: string, fits: (text: string) => boolean): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || !fits(value.trim())) throw refused(name);
  return value.trim();
}

/** An id, or what somebody typed to name one. */
function readPlace(query: Query, name: 'customer' | 'site'): { id: string | undefined; typed?: string } {
  const value = readValue(query, name, () => true);
  return value === undefined || isId(value) ? { id: value } : { id: undefined, typed: value };
}

const faultOf = (months: number): PeriodRequest['fault'] =>
  months < 1 ? 'backwards' : months > MOST_MONTHS ? 'tooLong' : undefined;

function rangeOf(from: string | undefined, to: string | undefined, today: string): Range {
  const usual = monthsUntil(today, MONTHS);
  if (from !== undefined) return { from, to: to ?? (from > usual.to ? monthsUntil(from, 1).to : usual.to) };
  return to === undefined ? usual : { from: monthsUntil(to, MONTHS).from, to };
}

const refused = (name: string): Refused => new Refused(say('sections.period.notUnderstood', { name }));

/** A calendar day of this era's trade: nothing older than 1900 was ever collected. */
function isDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
