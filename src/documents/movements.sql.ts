import { csvSelect } from '../exports/csv.sql.js';
import { literal, type ColumnSql } from '../exports/copy.sql.js';
import { isClosed } from '../sections/engine/filter.js';
import type { Hidden } from '../sections/engine/hidden-fields.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { where, type Reach } from '../sections/engine/list.sql.js';
import { NOTE_TYPES, typesSql } from '../sections/documents/notes.js';
import { gapFilters } from '../sections/jobs/gap.filters.js';
import { jobs } from '../sections/jobs/jobs.section.js';
import { ITEM_OF_JOB } from '../sections/jobs/matching.waste.js';
import { GAPS, isHidden } from './gaps.js';

/** A code of the list of waste as it is printed: `20 03 01`. */
const spaced = (code: string): string => `regexp_replace(${code}, '(..)(..)(..)', '\\1 \\2 \\3')`;
const kilograms = (grams: string): string => `(${grams} / 1000.0)::numeric(20, 3)`;
const ofItem = (alias: string): string =>
  `${alias}.waste_item_id = i.id and ${alias}.customer_id = i.customer_id`;

/** What is said of each waste item of a job, in the order of the file. Words stand at `duty-of-care.movements.<key>`. */
const COLUMNS = {
  date: { kind: 'date', sql: 'r.date' },
  job: { kind: 'text', sql: 'r.reference' },
  customer: { kind: 'text', sql: 'c.name' },
  site: { kind: 'text', sql: 's.name' },
  service: { kind: 'text', sql: 'r.service' },
  waste: { kind: 'text', sql: 'i.description' },
  ewc: { kind: 'text', sql: spaced('i.ewc_code') },
  otherEwc: {
    kind: 'text',
    sql: `(select string_agg(${spaced('k.code')}, '; ' order by k.position) from waste_item_codes k
      where ${ofItem('k')} and k.code <> i.ewc_code)`,
  },
  hazardous: { kind: 'yesNo', sql: 'i.hazardous' },
  weight: { kind: 'decimal', sql: kilograms('i.grams') },
  estimated: { kind: 'yesNo', sql: 'i.estimated' },
  fates: {
    kind: 'text',
    sql: `(select string_agg(coalesce(f.code, f.written) || ' ' || ${kilograms('f.grams')} || ' kg', '; '
      order by f.position) from waste_fates f where ${ofItem('f')})`,
  },
  consignmentCode: { kind: 'text', sql: 'i.consignment_code' },
  trackingId: { kind: 'text', sql: 'i.tracking_id' },
  receivingSite: { kind: 'text', sql: 'i.receiving_site' },
  receivingPermit: { kind: 'text', sql: 'i.receiving_permit' },
  receivedAt: {
    kind: 'time',
    sql: '(i.received_at at time zone (select time_zone from organisation))',
  },
  notes: {
    kind: 'text',
    sql: `(select string_agg(n.reference, '; ' order by n.reference) from documents n
      where n.job_id = r.id and n.customer_id = r.customer_id and n.deleted_at is null
        and n.type in (${typesSql(NOTE_TYPES)}))`,
  },
} as const satisfies Readonly<Record<string, ColumnSql>>;

export const MOVEMENT_COLUMNS = [...Object.keys(COLUMNS), 'gaps'];

/**
 * The waste of the jobs that a list holds, item by item, with what is missing of each job in words.
 * @param nameOf what a gap is called
 * @param hiddenTypes of documents that whoever gets it is not shown
 */
export function movementsSql(
  request: ListRequest,
  reach: Reach,
  hidden: Hidden,
  nameOf: (gap: string) => string,
  hiddenTypes: ReadonlySet<string> = new Set(),
): string {
  return `select ${csvSelect([...Object.values(COLUMNS), gapsColumn(hidden, nameOf, hiddenTypes)])}
    from jobs r join waste_items i on ${ITEM_OF_JOB} join customers c on c.id = r.customer_id
      left join sites s on s.id = r.site_id and s.customer_id = r.customer_id
    where ${where(jobs, request, reach, literal).join(' and ')}
    order by r.date, r.reference, i.position`;
}

/** By the same questions that the page counts by. */
function gapsColumn(
  hidden: Hidden,
  nameOf: (gap: string) => string,
  hiddenTypes: ReadonlySet<string>,
): ColumnSql {
  const missing = GAPS.filter((gap) => gap.section === jobs && !isHidden(gap, hiddenTypes)).flatMap(
    ({ key, query }) =>
      gapFilters
        .filter(
          (filter) =>
            filter.name !== 'moved' && query[filter.name] !== undefined && !isClosed(filter, hidden),
        )
        .map(
          (filter) =>
            `case when ${filter.sql(query[filter.name] as string, literal, query)} then ${literal(nameOf(key))} end`,
        ),
  );
  return { kind: 'text', sql: `concat_ws('; ', ${missing.join(', ')})` };
}
