import { say } from '../errors.js';
import type { PageHead } from '../pages/page.js';
import { columnsAsked } from './list-columns.js';
import type { ListQuery } from './list-query.js';

/** The same list with something else in its address; paging starts anew unless a cursor is given. */
export function listHref(
  path: string,
  query: ListQuery<string>,
  change: Readonly<Record<string, string | undefined>> = {},
): string {
  const { q, filters } = query;
  const asked = { q, ...filters, sort: sortAsked(query), columns: columnsAsked(query), ...change };
  const words = new URLSearchParams(
    Object.entries(asked).filter((pair): pair is [string, string] => !!pair[1]),
  );
  return words.size > 0 ? `${path}?${words}` : path;
}

/** How an address asks for the order of a list. */
export const sortAsked = ({ sort, descending }: ListQuery<string>): string =>
  `${descending ? '-' : ''}${sort}`;

/** What a column's head links to: its own order, or the other way round when it is sorted by already. */
export function sortLink(
  path: string,
  query: ListQuery<string>,
  column: string,
): { sortHref: string; sorted?: 'ascending' | 'descending' } {
  const sorted = query.sort === column;
  const sortHref = listHref(path, query, { sort: sorted && !query.descending ? `-${column}` : column });
  return sorted ? { sortHref, sorted: query.descending ? 'descending' : 'ascending' } : { sortHref };
}

/** What downloads a list as a file, as far as it is narrowed; a phone folds it away beside the title. */
export const downloads = (
  path: string,
  query: ListQuery<string>,
): Pick<PageHead, 'moreActions' | 'moreName'> => ({
  moreActions: ['xlsx', 'csv'].map((format) => ({
    label: say(`platform.lists.download.${format}`),
    short: say(`platform.lists.short.${format}`),
    href: listHref(`${path}.${format}`, query),
    icon: 'download',
  })),
  moreName: say('platform.lists.short.all'),
});
