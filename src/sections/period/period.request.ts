import { Refused, say } from '../../platform/errors.js';
import { isLikelyDay, readDay } from '../../platform/calendar.js';
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
   * Why there is nothing to be shown: a day has another year than was meant, the days lie the wrong way round or too far
   * apart, or there is not just one customer or site of the name that was typed.
   */
  readonly fault: 'year' | 'backwards' | 'tooLong' | 'customer' | 'site' | undefined;
  /** What was typed where a customer or a site is meant, and days that cannot be used. */
  readonly typed: { readonly [name in TypedName]?: string };
}

type TypedName = (typeof USUAL_NAMES)[number];

export const USUAL_NAMES = ['from', 'to', 'customer', 'site'] as const;

/** What a page answers with whose form has something the matter; an address that means nothing is a bad request. */
export const FAULT_STATUS = {
  none: 200,
  year: 422,
  backwards: 422,
  tooLong: 422,
  customer: 400,
  site: 400,
} as const;

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
  const [from, to] = [readDayOf(query, 'from'), readDayOf(query, 'to')];
  const days = rangeOf(from.value, to.value, today);
  const range = wholeMonths ? { from: firstDayOf(days.from), to: lastDayOf(days.to) } : days;
  const [customer, site] = [readPlace(query, 'customer'), readPlace(query, 'site')];
  const typed = Object.entries({ from, to, customer, site }).flatMap(([name, one]) =>
    one.typed === undefined ? [] : [[name, one.typed] as const],
  );
  return {
    range,
    usualRange: from.value === undefined && to.value === undefined,
    customer: customer.value,
    site: site.value,
    typed: Object.fromEntries(typed),
    fault: typed.length > 0 ? faultOfTyped(typed.map(([name]) => name)) : faultOf(monthCount(range)),
  };
}

const faultOfTyped = (names: readonly string[]): PeriodRequest['fault'] =>
  (['customer', 'site'] as const).find((name) => names.includes(name)) ?? 'year';

/** One value of an address. @throws Refused for one that does not fit */
export function readValue(query: Query, name: string, fits: (text: string) => boolean): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || !fits(value.trim())) throw refused(name);
  return value.trim();
}

/** A value that can be used, or what somebody typed that cannot. */
interface Read {
  readonly value: string | undefined;
  readonly typed?: string;
}

const usable = (value: string | undefined, isUsable: (value: string) => boolean): Read =>
  value === undefined || isUsable(value) ? { value } : { value: undefined, typed: value };

/** An id, or what somebody typed to name one. */
const readPlace = (query: Query, name: 'customer' | 'site'): Read =>
  usable(
    readValue(query, name, () => true),
    isId,
  );

/** A day of this era's trade: nothing older than 1900 was ever collected. What is no day at all is refused. */
const readDayOf = (query: Query, name: 'from' | 'to'): Read =>
  usable(readValue(query, name, isDay), isLikelyDay);

const faultOf = (months: number): PeriodRequest['fault'] =>
  months < 1 ? 'backwards' : months > MOST_MONTHS ? 'tooLong' : undefined;

function rangeOf(from: string | undefined, to: string | undefined, today: string): Range {
  const usual = monthsUntil(today, MONTHS);
  if (from !== undefined) return { from, to: to ?? (from > usual.to ? monthsUntil(from, 1).to : usual.to) };
  return to === undefined ? usual : { from: monthsUntil(to, MONTHS).from, to };
}

const refused = (name: string): Refused => new Refused(say('sections.period.notUnderstood', { name }));

/** Also one of a year that nobody means: a box for days sends 0026 for 26. */
const isDay = (text: string): boolean => readDay(text.replace(/^00/, '20')) !== undefined;
