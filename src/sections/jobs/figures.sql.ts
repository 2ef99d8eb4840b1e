import { createHash } from 'node:crypto';
import type { Statement } from '../../platform/database/together.js';
import { inMonths, monthCount, type OpenRange } from '../../platform/months.js';
import type { Bind } from '../engine/filter.js';
import { binding, type Reach } from '../engine/list.sql.js';
import { ITEM_OF_JOB } from './matching.waste.js';

/**
 * What is added up: completed jobs with all they weigh, their items by main code, what became of the items, or what
 * the jobs cost, whose code is the currency.
 */
export type Measure = 'month' | 'ewc' | 'fate' | 'cost';

/** Which figures: of what, in which days, of which codes. */
export interface Figure {
  readonly measure: Measure;
  /** What they are told apart by. The key of a line says it in this order, with a blank between: `GBP 2026-03`. */
  readonly by: readonly ('code' | 'month' | 'customer' | 'site')[];
  readonly range: OpenRange;
  /** Only waste of this chapter of the list of waste. */
  readonly chapter?: string | undefined;
  /** Only these codes of the measure; an empty one is weight whose fate is not yet known. */
  readonly codes?: readonly string[] | undefined;
}

/**
 * Counts and sums of completed jobs, exact for any days: whole months come from the sums that the database keeps, days
 * of a cut month from the rows themselves, in one statement and so of one moment. The weight of a fate within one
 * chapter is kept nowhere, and is counted from the rows.
 */
export function figureSql(figure: Figure, reach: Reach): Statement {
  const { values, bind } = binding();
  const fromRows = figure.measure === 'fate' && figure.chapter !== undefined;
  const { whole, cut } = fromRows ? { whole: undefined, cut: [figure.range] } : inMonths(figure.range);
  const parts = [
    ...(whole ? [kept(figure, whole, reach, bind)] : []),
    ...(cut.length > 0 ? [counted(figure, cut, reach, bind)] : []),
  ];
  const all = parts.length > 0 ? parts.join('\n union all ') : `select '', 0, 0, 0, 0 where false`;
  const text = `select key, sum(records)::bigint as records, sum(grams)::bigint as grams,
      sum(estimated)::bigint as estimated, sum(amount)::bigint as amount
    from (${all}) as parts (key, records, grams, estimated, amount)
    group by key having sum(records) <> 0 or sum(grams) <> 0 or sum(amount) <> 0 order by key`;
  // There are only so many shapes, so each is prepared.
  return { text, values, name: `figure ${createHash('sha1').update(text).digest('base64url')}` };
}

/** Whole months, from the sums: one customer's by its index, those of all by the index over all. */
function kept(
  { measure, by, chapter, codes }: Figure,
  { from, to }: OpenRange,
  { customerId, sites }: Reach,
  bind: Bind,
): string {
  // Both levels at once, where each site is told from the whole: what they leave of it belongs to no site.
  const apart = by.includes('site') && sites === 'all';
  // Only the levels together lie apart by customer: there one short read for each goes by the index.
  const inTurn = apart && !customerId;
  const conditions = [
    ...(customerId ? [`customer_id = ${bind(customerId)}`] : []),
    ...(inTurn ? ['customer_id = c.id'] : []),
    apart ? `every_site in (true, false)` : `every_site = ${sites === 'all'}`,
    `section = 'jobs'`,
    `measure = ${bind(measure)}`,
  ];
  if (from) conditions.push(`month >= ${bind(from)}::date`);
  if (to) conditions.push(`month <= ${bind(to)}::date`);
  if (sites !== 'all') conditions.push(`site_id = any (${bind(sites)}::uuid[])`);
  if (chapter) conditions.push(`starts_with(code, ${bind(chapter)})`);
  if (codes) conditions.push(`code = any (${bind(codes)}::text[])`);
  const [site, sign] = apart ? ['p.site', 'p.sign * '] : ['site_id', ''];
  const places = `, lateral (values (site_id, 1), (null, case when every_site then 0 else -1 end)) as p (site, sign)`;
  const key = keyOf(by, { code: 'code', month: 'month', customer: 'customer_id', site });
  const sums = ['records', 'grams', 'estimated_grams', 'amount'].map((name) => `${sign}${name}`);
  const one = `select ${key}, ${sums.join(', ')} from record_sums${apart ? places : ''}
    where ${conditions.join(' and ')}`;
  // Without the fence (offset 0) the planner would rather read every sum of every customer.
  return inTurn ? `select s.* from customers c, lateral (${one} offset 0) s` : one;
}

/** Days of a month that is cut, from jobs, items and fates. */
function counted(
  { measure, by, chapter, codes }: Figure,
  days: readonly OpenRange[],
  { customerId, sites }: Reach,
  bind: Bind,
): string {
  const conditions = [
    'r.deleted_at is null',
    `r.status = 'completed'`,
    `(${days.map((one) => within(one, bind)).join(' or ')})`,
  ];
  if (customerId) conditions.unshift(`r.customer_id = ${bind(customerId)}`);
  if (sites !== 'all') conditions.push(`r.site_id = any (${bind(sites)}::uuid[])`);
  // The fence again, for the days of a month or two: by the days first, then the few items of each job.
  const few = days.every(({ from, to }) => from && to && monthCount({ from, to }) === 1);
  const items = `select * from waste_items i where ${ITEM_OF_JOB}
    ${chapter ? `and starts_with(i.ewc_code, ${bind(chapter)})` : ''} ${few ? 'offset 0' : ''}`;
  if (codes) conditions.push(`x.code = any (${bind(codes)}::text[])`);
  const key = keyOf(by, { code: 'x.code', month: 'r.date', customer: 'r.customer_id', site: 'r.site_id' });
  return `select ${key}, x.records, x.grams, x.estimated, x.amount from jobs r,
    lateral (${ROWS[measure](items)}) x (code, records, grams, estimated, amount)
    where ${conditions.join(' and ')}`;
}

function within({ from, to }: OpenRange, bind: Bind): string {
  const bounds = [
    ...(from ? [`r.date >= ${bind(from)}::date`] : []),
    ...(to ? [`r.date <= ${bind(to)}::date`] : []),
  ];
  return bounds.length > 0 ? bounds.join(' and ') : 'true';
}

type By = Figure['by'][number];

/** The key of a line; no site is an empty part. */
function keyOf(by: readonly By[], columns: Readonly<Record<By, string>>): string {
  const parts = by.map((one) => {
    const column = columns[one];
    if (one === 'code') return column;
    return one === 'month' ? `left(${column}::text, 7)` : `coalesce(${column}::text, '')`;
  });
  return parts.join(` || ' ' || `) || `''`;
}

const ESTIMATED = 'case when i.estimated then i.grams else 0 end';

/** What the triggers count of each job, from its items and its price. */
const ROWS: Readonly<Record<Measure, (items: string) => string>> = {
  month: (items) =>
    `select '', 1, coalesce(sum(i.grams), 0), coalesce(sum(${ESTIMATED}), 0), 0 from (${items}) i`,
  ewc: (items) => `select i.ewc_code, 1, i.grams, ${ESTIMATED}, 0 from (${items}) i`,
  // What fates leave of an item's weight stands under the empty code.
  fate: (items) => `select p.*, 0 from (${items}) i, lateral (
    select '', 0, i.grams, ${ESTIMATED}
    union all
    select m.code, m.records, m.sign * f.grams, 0
    from waste_fates f, lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
    where f.waste_item_id = i.id and f.customer_id = i.customer_id and f.code is not null) p`,
  cost: () => `select r.price_currency, 1, 0, 0, r.price_amount where r.price_amount is not null`,
};
