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
    [`/portal/${key}`, `/portal/${key}.csv`, `/portal/${key}.xlsx`].includes(path),
  );
  const all = section ? sectionQueries(section, tries) : pageQueries(tries);
  // A workbook holds the rows of the CSV by the same statement: written once is enough for what it costs.
  const queries = path.endsWith('.xlsx') ? all.slice(0, 1) : all;
  return queries.map((query) => (query ? `${path}?${query}` : path));
}

function sectionQueries(section: Section, tries: Tries): string[] {
  const sorts = section.fields.filter(({ sort }) => sort).flatMap(({ name }) => [name, `-${name}`]);
  const words = (tries.searches[section.key] ?? []).slice(0, 2);
  const typed = { text: words, date: ['2000-01-01'], number: ['1'], money: ['1'] };
  const filters = filtersOf(section).flatMap(({ name, choices, input, read }) =>
    (choices ?? (input ? typed[input] : FILTER_VALUES))
      .filter((value) => read(value) !== undefined)
      .map((value) => `${name}=${value}`),
  );
  const columns = section.fields.filter(({ list }) => list).map(({ name }) => name);
  return [
    '',
    `columns=${columns.join(',')}`,
    ...sorts.map((sort) => `sort=${sort}`),
    ...filters,
    ...(section.dateField ? ['from=2000-01-01&to=2100-01-01'] : []),
    ...asked(tries, tries.searches[section.key] ?? []),
  ];
}

/** Of pages whose queries nobody declares: what most pages understand. Those that do not answer 400. */
const pageQueries = (tries: Tries): string[] => [
  '',
  'from=2000-01-01&to=2100-01-01',
  ...asked(tries, Object.values(tries.searches).flat().slice(0, 2)),
];

const asked = ({ customers, sites }: Tries, searches: readonly string[]): string[] => [
  ...searches.map((q) => `q=${q}`),
  ...customers.map((id) => `customer=${id}`),
  ...sites.map((id) => `site=${id}`),
];

/** The address of a route with these values in its places. */
export const filledIn = (path: string, value: string): string =>
  path.replace(/:[^/]+/g, encodeURIComponent(value));

export const hasPlaces = ({ path }: DeclaredRoute): boolean => path.includes(':');

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
