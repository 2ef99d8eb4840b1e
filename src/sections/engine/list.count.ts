import type { Statement } from '../../platform/database/together.js';
import type { Bind } from './filter.js';
import { filtersOf } from './filters-of.js';
import type { ListRequest } from './list.request.js';
import { gatheredSql, isEverywhere, isSearch, soughtSql } from './list.search.js';
import { binding, where, type Reach } from './list.sql.js';
import type { Section } from './section.js';

/** Beyond so many records a list only says that there are more, where each would have to be looked at. */
export const MOST_COUNTED = 10_000;

/**
 * How many records there are, or one more than `MOST_COUNTED` where counting on would be laborious, because nothing of
 * an index tells which of them are meant: the page then says that there are more. What is downloaded is always counted
 * to its end.
 */
export function roughCountSql(section: Section, request: ListRequest, reach: Reach): Statement {
  const laborious = filtersOf(section).some(
    ({ name, input, laborious }) => (laborious ?? input !== undefined) && request.filters[name] !== undefined,
  );
  if (!laborious && !isSearch(request)) return countSql(section, request, reach);
  const { values, bind } = binding();
  return {
    values,
    text: `select count(*) as total, count(*) > ${MOST_COUNTED} as more from
      (select from ${sourceOf(section, request, reach, bind)} limit ${MOST_COUNTED + 1}) as counted`,
  };
}

function sourceOf(section: Section, request: ListRequest, reach: Reach, bind: Bind): string {
  const conditions = where(section, { ...request, q: '' }, reach, bind);
  if (isSearch(request) && !isEverywhere(request))
    return gatheredSql(section, request, reach, bind, conditions);
  const all = [...conditions, ...soughtSql(section, request, reach, bind)];
  return `${section.table} r where ${all.join(' and ')}`;
}

/** How many records there are. Where the database keeps the count and nothing narrows the list, it is read from there. */
export function countSql(section: Section, request: ListRequest, reach: Reach): Statement {
  const { values, bind } = binding();
  if (section.countedAs && isKept(request)) {
    const conditions = [`section = ${bind(section.key)}`, `measure = ${bind(section.countedAs)}`];
    const everySite = reach.sites === 'all' && request.site === undefined;
    conditions.push(`every_site = ${everySite}`);
    const customerId = reach.customerId ?? request.customer;
    if (customerId) conditions.push(`customer_id = ${bind(customerId)}`);
    if (reach.sites !== 'all') conditions.push(`site_id = any (${bind(reach.sites)}::uuid[])`);
    if (request.site) conditions.push(`site_id = ${bind(request.site)}`);
    const status = request.filters['status'];
    if (status) conditions.push(`code = ${bind(status)}`);
    return {
      values,
      text: `select coalesce(sum(records), 0)::bigint as total from record_sums where ${conditions.join(' and ')}`,
    };
  }
  const conditions = where(section, request, reach, bind);
  return {
    values,
    text: `select count(*) as total from ${section.table} r where ${conditions.join(' and ')}`,
  };
}

const isKept = ({ q, from, to, only, filters }: ListRequest): boolean =>
  !only && !q && !from && !to && Object.keys(filters).every((name) => name === 'status');
