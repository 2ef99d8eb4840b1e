import type { PeriodRequest } from './period.request.js';

/** What is different in another address of the same page. */
export interface PeriodChange<Name extends string = never> {
  /** A filter to be taken away. */
  readonly without?: 'range' | 'customer' | 'site' | Name;
  readonly from?: string;
  readonly to?: string;
}

/**
 * A page as it is asked for now, changed in one thing; `path` may be another page's, or a download.
 * @param own what it is narrowed by beyond days, customer and site
 */
export function periodHref(
  path: string,
  { range, usualRange, customer, site }: PeriodRequest,
  change: PeriodChange<string> = {},
  own: Readonly<Record<string, string | undefined>> = {},
): string {
  const days = change.from ? change : usualRange || change.without === 'range' ? {} : range;
  const query = { from: days.from, to: days.to, customer, site, ...own };
  const entries = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== change.without,
  );
  const text = new URLSearchParams(entries).toString();
  return text ? `${path}?${text}` : path;
}
