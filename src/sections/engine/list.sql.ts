import type { Statement } from '../../platform/database/together.js';
import { stretches, type Stretch } from '../../platform/lists/places.js';
import type { Field } from './field.js';
import type { Bind } from './filter.js';
import type { ListRequest } from './list.request.js';
import { foundSql, gatheredSql, soughtSql } from './list.search.js';
import { filtersOf } from './filters-of.js';
import { selected } from './select.sql.js';
import { fieldOf, type Section } from './section.js';
import { whoseSql, type Whose } from './whose.sql.js';

export type { Statement };

/** Whose records a statement reads: one customer's, within sites; or, for staff, those of all. */
export interface Reach extends Whose {
  /** Customers' people see only what the section shows them. */
  readonly portal: boolean;
}

export const PAGE = 50;

/** So many records a page is sought in, before those that a common word is in are gathered. */
const MOST_SOUGHT = 20_000;

/** How records are found. `planned` leaves it to the database; a search is `sought` or `gathered`, as its words are. */
export type Finding = 'planned' | 'sought' | 'gathered';

/**
 * The rows of one page, one more than it holds, with the sorted value as `sorted`. Backwards pages come in reverse.
 * `sought` may answer fewer rows than there are: only a full page of it is one.
 * @param hidden fields that are null for this customer: the query leaves them out, not the template
 * @param most how many rows a page holds
 */
export function listSql(
  section: Section,
  request: ListRequest,
  reach: Reach,
  hidden: (field: Field) => boolean = () => false,
  most = PAGE,
  finding: Finding = 'planned',
): Statement {
  const { values, bind } = binding();
  const { descending } = request.sorting;
  const field = fieldOf(section, request.sorting.field) as Field;
  const sort = field.sort as NonNullable<Field['sort']>;
  // Of a customer who hides it nothing of the value is read, not even to bring rows into order.
  const closed = hidden(field);
  const column = closed ? `(case when false then r.${sort.column} end)` : `r.${sort.column}`;
  const nullable = closed || sort.nullable === true;
  const greatestFirst = field.kind === 'date' || field.kind === 'time';
  const order = { sql: column, id: 'r.id', nullable, descending, greatestFirst };
  const { columns, joins } = selected(section, request.columns, hidden, reach.portal);
  const from = sourceOf(section, request, reach, bind, finding, most);
  const parts = stretches(order, request, bind).map((stretch) => {
    const { source, conditions } = from(stretch);
    return `select r.id, ${sortedText(field.kind, column)} as sorted, ${columns.join(', ')}
      from ${source} ${joins.join(' ')}
      where ${conditions.join(' and ')}
      order by ${stretch.order} limit ${most + 1}`;
  });
  // The next stretch begins where this one ends, and a stretch that is sought may end too soon.
  const whole = finding === 'sought' ? parts.slice(0, 1) : parts;
  return { values, text: whole.length === 1 ? (whole[0] as string) : inTurn(whole, most) };
}

/** What a page is read from. Sought and gathered rows come from behind a fence that the planner leaves standing. */
function sourceOf(
  section: Section,
  request: ListRequest,
  reach: Reach,
  bind: Bind,
  finding: Finding,
  most: number,
): (stretch: Stretch) => { readonly source: string; readonly conditions: readonly string[] } {
  const { table } = section;
  if (finding === 'planned') {
    const conditions = where(section, request, reach, bind);
    return (stretch) => ({ source: `${table} r`, conditions: [...conditions, stretch.where] });
  }
  const conditions = where(section, { ...request, q: '' }, reach, bind);
  const fenced = (from: string, order: string, limit: number) =>
    `(select r.* from ${from} order by ${order} limit ${limit}) r`;
  if (finding === 'gathered')
    return ({ order, where }) => ({
      source: fenced(gatheredSql(section, request, reach, bind, [...conditions, where]), order, most + 1),
      conditions: ['true'],
    });
  const found = soughtSql(section, request, reach, bind);
  return ({ order, where }) => ({
    source: fenced(`${table} r where ${[...conditions, where].join(' and ')}`, order, MOST_SOUGHT),
    conditions: found,
  });
}

/** One behind the other, and no more of them than a page: the second is only read where the first is short. */
const inTurn = (parts: readonly string[], most: number): string =>
  `${parts.map((part) => `(${part})`).join(' union all ')} limit ${most + 1}`;

/** The sorted value as a cursor carries it and pages of several customers are merged by. */
const sortedText = (kind: Field['kind'], column: string): string =>
  kind === 'time'
    ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `${column}::text`;

/** What the records of a list must be: in scope first, then as asked. */
export function where(section: Section, request: ListRequest, reach: Reach, bind: Bind): string[] {
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
  if (request.q) conditions.push(...foundSql(section, request, reach, bind));
  return conditions;
}

/** A moment lies on the day that clocks where the organisation is show. */
function withinDays({ column, kind }: Field, { from, to }: ListRequest, bind: Bind): string[] {
  const ofMoments = kind === 'time';
  const begins = (day: string) =>
    ofMoments ? `((${day})::timestamp at time zone (select time_zone from organisation))` : day;
  return [
    ...(from ? [`r.${column} >= ${begins(`${bind(from)}::date`)}`] : []),
    ...(to && !ofMoments ? [`r.${column} <= ${bind(to)}::date`] : []),
    ...(to && ofMoments ? [`r.${column} < ${begins(`${bind(to)}::date + 1`)}`] : []),
  ];
}

/** Collects parameters: `bind(value)` answers `$n`. */
export function binding(): { values: unknown[]; bind: Bind } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
