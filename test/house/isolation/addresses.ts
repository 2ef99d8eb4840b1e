import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import { filtersOf } from '../../../src/sections/engine/filters-of.js';
import type { Section } from '../../../src/sections/engine/section.js';
import { SECTIONS } from '../../../src/sections/sections.js';

/** What somebody may try in an address. */
export interface Tries {
  /** Words to search for, by section: the beginnings of markers, so that an echo of the search gives nothing away. */
  readonly searches: Readonly<Record<string, readonly string[]>>;
  /** Ids of customers and of sites, some theirs and some not. */
  readonly customers: readonly string[];
  readonly sites: readonly string[];
}

/** Values that filters without choices may take; those they do not read are left out. */
const FILTER_VALUES = ['200301', '160601', '20', '16', 'R3', 'D1', 'unknown', 'certificate', 'other', '2026'];

/** Every address of a route without a place for an id, with the queries that its declaration knows. */
export function addressesOf({ path }: DeclaredRoute, tries: Tries): string[] {
  const section = SECTIONS.find(({ key }) =>
    ['', '.csv', '.xlsx', '.pdf'].some((ending) => path === `/portal/${key}${ending}`),
  );
  const all = section ? sectionQueries(section, tries, path) : pageQueries(tries);
  // A workbook holds the rows of the CSV by the same statement: written once is enough for what it costs.
  // A paper holds what its page does: the usual columns, and all of them.
  const most = path.endsWith('.xlsx') ? 1 : path.endsWith('.pdf') && section ? 2 : all.length;
  const queries = all.slice(0, most);
  return queries.map((query) => (query ? `${path}?${query}` : path));
}

/** The page and the CSV narrow by the same conditions and sort by the same columns: they share what is tried. */
function sectionQueries(section: Section, tries: Tries, path: string): string[] {
  const isPage = !path.endsWith('.csv');
  const sorts = section.fields
    .filter(({ sort }) => sort)
    .map(({ name }) => `sort=${isPage ? '-' : ''}${name}`);
  const searches = tries.searches[section.key] ?? [];
  const typed = { text: searches.slice(0, 2), date: ['2000-01-01'], number: ['1'], money: ['1'] };
  const filters = filtersOf(section).flatMap(({ name, choices, input, read }) => {
    const values = (choices ?? (input ? typed[input] : FILTER_VALUES)).filter(
      (value) => read(value) !== undefined,
    );
    // Each filter is one condition, whichever value it is given.
    const value = values[isPage ? 0 : 1] ?? values[0];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const columns = section.fields.filter(({ list }) => list).map(({ name }) => name);
  return [
    '',
    `columns=${columns.join(',')}`,
    ...sorts,
    ...filters,
    ...(section.dateField ? ['from=2000-01-01&to=2100-01-01'] : []),
    ...(isPage
      ? asked(tries, searches)
      : asked(
          { customers: tries.customers.slice(0, 2), sites: tries.sites.slice(0, 2) },
          searches.slice(0, 2),
        )),
  ];
}

/** Of pages whose queries nobody declares: what most pages understand. Those that do not answer 400. */
const pageQueries = (tries: Tries): string[] => [
  '',
  'from=2000-01-01&to=2100-01-01',
  ...asked(tries, Object.values(tries.searches).flat().slice(0, 2)),
];

const asked = ({ customers, sites }: Omit<Tries, 'searches'>, searches: readonly string[]): string[] => [
  ...searches.map((q) => `q=${q}`),
  ...customers.map((id) => `customer=${id}`),
  ...sites.map((id) => `site=${id}`),
];

/** The address of a route with these values in its places, one after the other; the last one in all that are left. */
export function filledIn(path: string, ...values: readonly string[]): string {
  let place = 0;
  const next = () => values[Math.min(place++, values.length - 1)] ?? '';
  return path.replace(/:[^/]+/g, () => encodeURIComponent(next()));
}

export const placesOf = ({ path }: DeclaredRoute): number => path.split(':').length - 1;

/** What all records of a kind have the same in their addresses. */
export const shapeOf = (address: string): string => address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');

/** Without the queries that only narrow or sort. */
export const isBrief = (address: string): boolean => /^[^?]*(\?(columns|q)=.*)?$/.test(address);

/**
 * Where a page of the portal leads on to within it. Of a list only its records and its other pages, as its queries are
 * known; of a page that was asked for with a query only what has none itself, or there would be no end.
 */
export function linksOn(address: string, html: string): string[] {
  const links = [...html.matchAll(/href="(\/portal[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace(/#.*/, ''),
  );
  const isList = SECTIONS.some(({ key }) => address === `/portal/${key}`);
  return links.filter(
    (link) => !link.includes('?') || /[?&](after|before)=/.test(link) || !(isList || address.includes('?')),
  );
}
