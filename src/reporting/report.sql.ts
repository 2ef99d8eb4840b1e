import { createHash } from 'node:crypto';
import type { Statement } from '../platform/database/together.js';
import { binding, type Reach } from '../sections/engine/list.sql.js';
import { monthCount, monthsOf, type Range, type RangeMonth } from './report.range.js';

type Bind = (value: unknown) => string;

/** What is added up: completed jobs with all they weigh, their items by main code, or what became of the items. */
export type Measure = 'month' | 'ewc' | 'fate';

/** Which figures: of what, in which days, of one chapter or all, by month or by code. */
export interface Figure {
  readonly measure: Measure;
  readonly by: 'month' | 'code';
  readonly range: Range;
  readonly chapter?: string | undefined;
}

/**
 * Counts and sums of completed jobs, exact for any days: whole months come from the sums that the database keeps, days
 * of a cut month from the rows themselves, in one statement and so of one moment. The weight of a fate within one
 * chapter is kept nowhere, and is counted from the rows.
 */
export function figureSql(figure: Figure, reach: Reach): Statement {
  const { values, bind } = binding();
  const months = monthsOf(figure.range);
  const fromRows = figure.measure === 'fate' && figure.chapter !== undefined;
  const whole = fromRows ? [] : months.filter((one) => one.whole);
  const cut: readonly Range[] = fromRows ? [figure.range] : months.filter((one) => !one.whole);
  const parts = [
    ...(whole.length > 0 ? [kept(figure, whole, reach, bind)] : []),
    ...(cut.length > 0 ? [counted(figure, cut, reach, bind)] : []),
  ];
  const text = `select key, sum(records)::bigint as records, sum(grams)::bigint as grams, sum(estimated)::bigint as estimated
    from (${parts.join('\n union all ')}) as parts (key, records, grams, estimated)
    group by key having sum(records) <> 0 or sum(grams) <> 0 order by key`;
  // There are only so many shapes, so each is prepared.
  return { text, values, name: `figure ${createHash('sha1').update(text).digest('base64url')}` };
}

/** Whole months, from the sums. Over all customers one short read for each goes by the index. */
function kept(
  { measure, by, chapter }: Figure,
  months: readonly RangeMonth[],
  { customerId, sites }: Reach,
  bind: Bind,
): string {
  const conditions = [
    `customer_id = ${customerId ? bind(customerId) : 'c.id'}`,
    `every_site = ${sites === 'all'}`,
    `section = 'jobs'`,
    `measure = ${bind(measure)}`,
    `month between ${bind(months[0]?.from)}::date and ${bind(months.at(-1)?.from)}::date`,
  ];
  if (sites !== 'all') conditions.push(`site_id = any (${bind(sites)}::uuid[])`);
  if (chapter) conditions.push(`starts_with(code, ${bind(chapter)})`);
  const key = by === 'month' ? monthOf('month') : 'code';
  const one = `select ${key}, records, grams, estimated_grams from record_sums where ${conditions.join(' and ')}`;
  // Without the fence (offset 0) the planner would rather read every sum of every customer.
  return customerId ? one : `select s.* from customers c, lateral (${one} offset 0) s`;
}

/** Days of a month that is cut, from jobs, items and fates. */
function counted(
  { measure, by, chapter }: Figure,
  days: readonly Range[],
  { customerId, sites }: Reach,
  bind: Bind,
): string {
  const within = days.map(({ from, to }) => `r.date between ${bind(from)}::date and ${bind(to)}::date`);
  const conditions = ['r.deleted_at is null', `r.status = 'completed'`, `(${within.join(' or ')})`];
  if (customerId) conditions.unshift(`r.customer_id = ${bind(customerId)}`);
  if (sites !== 'all') conditions.push(`r.site_id = any (${bind(sites)}::uuid[])`);
  // The fence again, for the days of a month or two: by the days first, then the few items of each job.
  const fence = days.every((one) => monthCount(one) === 1) ? 'offset 0' : '';
  const items = `select * from waste_items i where i.job_id = r.id
    ${chapter ? `and starts_with(i.ewc_code, ${bind(chapter)})` : ''} ${fence}`;
  const { columns, code, joined } = ROWS[measure];
  const key = by === 'month' ? monthOf('r.date') : code;
  return `select ${key}, ${columns} from jobs r, lateral (${joined(items)}) x where ${conditions.join(' and ')}`;
}

const monthOf = (date: string): string => `left(${date}::text, 7)`;

const ESTIMATED = 'case when i.estimated then i.grams else 0 end';

/** What the triggers count of each job, from its items `i`. */
const ROWS: Readonly<Record<Measure, { columns: string; code: string; joined: (items: string) => string }>> =
  {
    month: {
      code: `''`,
      columns: '1, x.grams, x.estimated',
      joined: (items) =>
        `select coalesce(sum(i.grams), 0) as grams, coalesce(sum(${ESTIMATED}), 0) as estimated from (${items}) i`,
    },
    ewc: {
      code: 'x.ewc_code',
      columns: '1, x.grams, x.estimated',
      joined: (items) => `select i.ewc_code, i.grams, ${ESTIMATED} as estimated from (${items}) i`,
    },
    // What fates leave of an item's weight stands under the empty code.
    fate: {
      code: 'x.code',
      columns: 'x.records, x.grams, x.estimated',
      joined: (items) => `select p.* from (${items}) i, lateral (
      select '', 0, i.grams, ${ESTIMATED}
      union all
      select m.code, m.records, m.sign * f.grams, 0
      from waste_fates f, lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
      where f.waste_item_id = i.id and f.code is not null) as p (code, records, grams, estimated)`,
    },
  };
