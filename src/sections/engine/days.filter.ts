import { say, type Text } from '../../platform/errors.js';
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

/**
 * The same as people read it: the sentence of this key, or of its `Site` and `OneSite` where they are of one.
 * @param siteName what a site is called, where that is known
 */
export function daysWords(key: string, text: string, siteName: (id: string) => string | undefined): Text {
  const { from, to, site } = readDays(text) as Days;
  if (!site) return say(key, { from, to });
  const name = siteName(site);
  return name === undefined
    ? say(`${key}OneSite`, { from, to })
    : say(`${key}Site`, { from, to, site: name });
}
