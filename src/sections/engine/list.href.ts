import { columnsAsked, sayingUsual } from '../../platform/lists/list-columns.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** What is different in the next address: a new page, another sorting, a filter taken away, another path. */
export interface HrefChange {
  readonly after?: string;
  readonly before?: string;
  readonly sort?: string;
  readonly without?: string;
  readonly path?: string;
}

/** The address of a list as it is asked for now, changed in one thing. Paging ends with any other change. */
export function listHref(
  base: string,
  section: Section,
  request: ListRequest,
  change: HrefChange = {},
): string {
  const { field, descending } = request.sorting;
  const usual = field === section.sorting.field && descending === section.sorting.descending;
  const query: Readonly<Record<string, string | undefined>> = {
    q: request.q || undefined,
    from: request.from,
    to: request.to,
    customer: request.customer,
    site: request.site,
    only: request.only?.join(','),
    ...request.filters,
    sort: change.sort ?? (usual ? undefined : `${descending ? '-' : ''}${field}`),
    columns: columnsAsked(request),
    after: change.after,
    before: change.before,
  };
  const entries = Object.entries(query).filter(
    ([name, value]) => value !== undefined && name !== change.without,
  );
  const text = new URLSearchParams(entries as [string, string][]).toString();
  return `${change.path ?? base}${text ? `?${text}` : ''}`;
}

/** What stands behind the question mark of a list that is kept: it says its columns, also where they are the usual ones. */
export const keptQuery = (section: Section, request: ListRequest): string =>
  listHref('', section, sayingUsual(request)).replace(/^\?/, '');
