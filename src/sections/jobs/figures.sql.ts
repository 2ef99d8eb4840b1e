import { createHash } from 'node:crypto';
import type { Statement } from '../../platform/database/together.js';
import { inMonths, monthCount, type OpenRange } from '../../platform/months.js';
import type { Bind } from '../engine/filter.js';
import { binding, type Reach } from '../engine/list.sql.js';
import { ITEM_OF_JOB } from './matching.waste.js';

/** What is added up: completed jobs with all they weigh, their items by main code, or what became of the items. */
export type Measure = 'month' | 'ewc' | 'fate';

/** Which figures: of what, in which days, of which codes, by month, by code or altogether. */
export interface Figure {
  readonly measure: Measure;
  readonly by: 'month' | 'code' | 'nothing';
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
  const all = parts.length > 0 ? parts.join('\n union all ') : `select '', 0, 0, 0 where false`;
  const text = `select key, sum(records)::bigint as records, sum(grams)::bigint as grams, sum(estimated)::bigint as estimated
    from (${all}) as parts (key, records, grams, estimated)
    group by key having sum(records) <> 0 or sum(grams) <> 0 order by key`;
  // There are only so many shapes, so each is prepared.
  return { text, values, name: `figure ${createHash('sha1').update(text).digest('base64url')}` };
}

/** Whole months, from the sums. Over all customers one short read for each goes by the index. */
function kept(
  { measure, by, chapter, codes }: Figure,
  { from, to }: OpenRange,
  { customerId, sites }: Reach,
  bind: Bind,
): string {
  const conditions = [
    `customer_id = ${customerId ? bind(customerId) : 'c.id'}`,
    `every_site = ${sites === 'all'}`,
    `section = 'jobs'`,
    `measure = ${bind(measure)}`,
  ];
  if (from) conditions.push(`month >= ${bind(from)}::date`);
  if (to) conditions.push(`month <= ${bind(to)}::date`);
  if (sites !== 'all') conditions.push(`site_id = any (${bind(sites)}::uuid[])`);
  if (chapter) conditions.push(`starts_with(code, ${bind(chapter)})`);
  if (codes) conditions.push(`code = any (${bind(codes)}::text[])`);
  const key = { month: monthOf('month'), code: 'code', nothing: `''` }[by];
  const one = `select ${key}, records, grams, estimated_grams from record_sums where ${conditions.join(' and ')}`;
  // Without the fence (offset 0) the planner would rather read every sum of every customer.
  return customerId ? one : `select s.* from customers c, lateral (${one} offset 0) s`;
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
  const key = { month: monthOf('r.date'), code: 'x.code', nothing: `''` }[by];
  return `select ${key}, x.records, x.grams, x.estimated from jobs r,
    lateral (${ROWS[measure](items)}) x (code, records, grams, estimated) where ${conditions.join(' and ')}`;
}

function within({ from, to }: OpenRange, bind: Bind): string {
  const bounds = [
    ...(from ? [`r.date >= ${bind(from)}::date`] : []),
    ...(to ? [`r.date <= ${bind(to)}::date`] : []),
  ];
  return bounds.length > 0 ? bounds.join(' and ') : 'true';
}

const monthOf = (date: string): string => `left(${date}::text, 7)`;

const ESTIMATED = 'case when i.estimated then i.grams else 0 end';

/** What the triggers count of each job, from its items. */
const ROWS: Readonly<Record<Measure, (items: string) => string>> = {
  month: (items) =>
    `select '', 1, coalesce(sum(i.grams), 0), coalesce(sum(${ESTIMATED}), 0) from (${items}) i`,
  ewc: (items) => `select i.ewc_code, 1, i.grams, ${ESTIMATED} from (${items}) i`,
  // What fates leave of an item's weight stands under the empty code.
  fate: (items) => `select p.* from (${items}) i, lateral (
    select '', 0, i.grams, ${ESTIMATED}
    union all
    select m.code, m.records, m.sign * f.grams, 0
    from waste_fates f, lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
    where f.waste_item_id = i.id and f.customer_id = i.customer_id and f.code is not null) p`,
};
