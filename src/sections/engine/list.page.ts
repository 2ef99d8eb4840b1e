import type { Rows, Statement } from '../../platform/database/together.js';
import type { Field } from './field.js';
import { roughCountSql } from './list.count.js';
import { isNarrowed, type ListRequest } from './list.request.js';
import { frequencySql, isCommon, isSearch, isWeighed, weighedBy } from './list.search.js';
import { binding, listSql, PAGE, type Finding, type Reach } from './list.sql.js';
import type { Section } from './section.js';

/** Asks statements that do not wait for one another; the rows of each. */
export type AtOnce = (statements: readonly Statement[]) => Promise<Rows[]>;

/**
 * Asks for the rows of a page, for how many there are in all, and for what is read beside.
 *
 * A search first asks how common its words are. Rare ones tell the records themselves. Where all are common the page is
 * sought among the first records of the list, and most often found there; only what is left of such searches (common
 * words of old records) gathers them all.
 */
export async function askForPage(
  section: Section,
  request: ListRequest,
  reach: Reach,
  hidden: (field: Field) => boolean,
  ask: AtOnce,
  beside: readonly Statement[] = [],
): Promise<readonly Rows[]> {
  if (!isSearch(request)) return ask([...prepared(section, request, reach, hidden), ...beside]);
  let weighed = request;
  // Twice where what is joined is nowhere so, and is looked for by its parts.
  while (!isWeighed(weighed)) {
    const { values, bind } = binding();
    const [[row] = []] = await ask([{ text: frequencySql(section, weighed, reach, bind), values }]);
    weighed = weighedBy(weighed, row);
  }
  const list = (finding: Finding) => listSql(section, weighed, reach, hidden, PAGE, finding);
  const count = roughCountSql(section, weighed, reach);
  if (!isCommon(weighed)) return ask([list('gathered'), count, ...beside]);
  const [sought = [], ...others] = await ask([list('sought'), count, ...beside]);
  if (sought.length > PAGE) return [sought, ...others];
  const [gathered = []] = await ask([list('gathered')]);
  return [gathered, ...others];
}

/**
 * Only the usual shapes are prepared: chosen columns would make any number of statements. A list as it opens is read by
 * its index, whoever's it is; what filters are worth depends on their values.
 */
function prepared(
  section: Section,
  request: ListRequest,
  reach: Reach,
  hidden: (field: Field) => boolean,
): Statement[] {
  const list = listSql(section, request, reach, hidden);
  const count = roughCountSql(section, request, reach);
  return [
    { ...list, name: request.chosen ? undefined : nameOf(list.text), steady: !isNarrowed(request) },
    { ...count, name: nameOf(count.text) },
  ];
}

const names = new Map<string, string>();

/** A prepared statement's name: short, and the same for the same text. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size > 500) return undefined;
  const name = `list ${names.size + 1}`;
  names.set(text, name);
  return name;
}
