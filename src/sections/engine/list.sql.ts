import type { Statement } from '../../platform/database/together.js';
import { stretches } from '../../platform/lists/places.js';
import type { Field } from './field.js';
import type { ListRequest } from './list.request.js';
import { filtersOf } from './filters-of.js';
import { selected } from './select.sql.js';
import { fieldOf, type Section } from './section.js';
import { whoseSql, whoseWordsSql, type Whose } from './whose.sql.js';

export type { Statement };

/** Whose records a statement reads: one customer's, within sites; or, for staff, those of all. */
export interface Reach extends Whose {
  /** Customers' people see only what the section shows them. */
  readonly portal: boolean;
}

export const PAGE = 50;

/**
 * The rows of one page, one more than it holds, with the sorted value as `sorted`. Backwards pages come in reverse.
 * @param hidden fields that are null for this customer: the query leaves them out, not the template
 * @param most how many rows a page holds
 */
export function listSql(
  section: Section,
  request: ListRequest,
  reach: Reach,
  hidden: (field: Field) => boolean = () => false,
  most = PAGE,
): Statement {
  const { values, bind } = binding();
  const { descending } = request.sorting;
  const field = fieldOf(section, request.sorting.field) as Field;
  const sort = field.sort as NonNullable<Field['sort']>;
  // Of a customer who hides it nothing of the value is read, not even to bring rows into order.
  const closed = hidden(field);
  const column = closed ? `(case when false then r.${sort.column} end)` : `r.${sort.column}`;
  const conditions = where(section, request, reach, bind);
  const nullable = closed || sort.nullable === true;
  const greatestFirst = field.kind === 'date' || field.kind === 'time';
  const order = { sql: column, id: 'r.id', nullable, descending, greatestFirst };
  const { columns, joins } = selected(section, request.columns, hidden, reach.portal);
  const parts = stretches(order, request, bind).map(
    (stretch) => `select r.id, ${sortedText(field.kind, column)} as sorted, ${columns.join(', ')}
      from ${section.table} r ${joins.join(' ')}
      where ${[...conditions, stretch.where].join(' and ')}
      order by ${stretch.order} limit ${most + 1}`,
  );
  return { values, text: parts.length === 1 ? (parts[0] as string) : inTurn(parts, most) };
}

/** One behind the other, and no more of them than a page: the second is only read where the first is short. */
const inTurn = (parts: readonly string[], most: number): string =>
  `${parts.map((part) => `(${part})`).join(' union all ')} limit ${most + 1}`;

/** The sorted value as a cursor carries it and pages of several customers are merged by. */
const sortedText = (kind: Field['kind'], column: string): string =>
  kind === 'time'
    ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `${column}::text`;

/** Beyond so many records a list only says that there are more, where each would have to be looked at. */
export const MOST_COUNTED = 10_000;

/** Whether counting would look at each record by itself: nothing of an index tells which of them are meant. */
export const isLaborious = (section: Section, { filters }: ListRequest): boolean =>
  filtersOf(section).some(({ name, input }) => input !== undefined && filters[name] !== undefined);

/**
 * How many records there are, or one more than `MOST_COUNTED` where counting on would be laborious: the page then says
 * that there are more. What is downloaded is always counted to its end.
 */
export function roughCountSql(section: Section, request: ListRequest, reach: Reach): Statement {
  if (!isLaborious(section, request)) return countSql(section, request, reach);
  const { values, bind } = binding();
  const conditions = where(section, request, reach, bind).join(' and ');
  return {
    values,
    text: `select count(*) as total from
      (select from ${section.table} r where ${conditions} limit ${MOST_COUNTED + 1}) as counted`,
  };
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

/** What the records of a list must be: in scope first, then as asked. */
export function where(
  section: Section,
  request: ListRequest,
  reach: Reach,
  bind: (value: unknown) => string,
): string[] {
  const site = `r.${section.siteColumn}`;
  const conditions = [...whoseSql(section, reach, bind), 'r.deleted_at is null'];
  if (reach.portal && section.shown) conditions.push(section.shown);
  conditions.push(...whoseSql(section, { ...reach, customerId: request.customer, sites: 'all' }, bind));
  if (request.site) conditions.push(`${site} = ${bind(request.site)}`);
  if (request.only) conditions.push(`r.id = any (${bind(request.only)}::uuid[])`);
  const date = section.dateField && fieldOf(section, section.dateField);
  if (date) conditions.push(...withinDays(date, request, bind));
  for (const filter of filtersOf(section)) {
    const value = request.filters[filter.name];
    if (value !== undefined) conditions.push(filter.sql(value, bind, request.filters));
  }
  const words = searchTerms(request.q);
  if (request.q && words.length === 0) conditions.push('false');
  for (const word of words) conditions.push(found(section, word, reach, bind));
  return conditions;
}

/** A moment lies on the day that clocks where the organisation is show. */
function withinDays(
  { column, kind }: Field,
  { from, to }: ListRequest,
  bind: (value: unknown) => string,
): string[] {
  const ofMoments = kind === 'time';
  const begins = (day: string) =>
    ofMoments ? `((${day})::timestamp at time zone (select time_zone from organisation))` : day;
  return [
    ...(from ? [`r.${column} >= ${begins(`${bind(from)}::date`)}`] : []),
    ...(to && !ofMoments ? [`r.${column} <= ${bind(to)}::date`] : []),
    ...(to && ofMoments ? [`r.${column} < ${begins(`${bind(to)}::date + 1`)}`] : []),
  ];
}

/** A search is its words, parted as the database parts those of records; each must begin a word of the record. */
const searchTerms = (q: string): string[] =>
  q
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .slice(0, 8);

function found(section: Section, word: string, reach: Reach, bind: (value: unknown) => string): string {
  const conditions = [
    ...whoseWordsSql(section, reach, bind),
    `w.section = ${bind(section.key)}`,
    `starts_with(w.word, fold(${bind(word)}))`,
  ];
  return `r.id in (select w.record_id from record_words w where ${conditions.join(' and ')})`;
}

/** Collects parameters: `bind(value)` answers `$n`. */
export function binding(): { values: unknown[]; bind: (value: unknown) => string } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
