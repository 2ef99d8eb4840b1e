import { readDay } from '../../platform/calendar.js';
import { isId } from '../../platform/ids.js';
import type { Range } from '../../platform/months.js';

/** Days, and perhaps a site, as one value of a filter: `2026-01-01..2026-03-31`, `2026-01-01..2026-03-31@<site>`. */
export interface Days extends Range {
  readonly site: string | undefined;
}

export const writeDays = ({ from, to }: Range, site?: string): string =>
  `${from}..${to}${site ? `@${site}` : ''}`;

/** What was written; undefined for what is no such value. */
export function readDays(text: string): Days | undefined {
  const [, from = '', to = '', site] = /^([\d-]+)\.\.([\d-]+)(?:@(.+))?$/.exec(text) ?? [];
  if (!readDay(from) || !readDay(to) || (site !== undefined && !isId(site))) return undefined;
  return { from, to, site };
}
