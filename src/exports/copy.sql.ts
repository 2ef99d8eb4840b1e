import pg from 'pg';
import { readAs, type Field } from '../sections/engine/field.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { where, type Reach } from '../sections/engine/list.sql.js';
import { selected } from '../sections/engine/select.sql.js';
import { NO_DECIMALS, THREE_DECIMALS } from '../sections/engine/range.filters.js';
import { fieldOf, type Section } from '../sections/engine/section.js';
import { HELD_TOGETHER } from './export.contents.js';
import type { ExportColumn } from '../sections/engine/export.columns.js';

/** What of a column is written, in SQL: a text, or a value of the kind that its field has. */
export interface ColumnSql {
  readonly kind: 'text' | 'words' | 'number' | 'decimal' | 'money' | 'date' | 'time' | 'yesNo';
  readonly sql: string;
}

/**
 * A query for COPY, in the order of the list. COPY takes no parameters, so values stand in it as literals, each escaped
 * by the driver.
 * @param write the select list, from the columns in their order
 */
export function copySql(
  section: Section,
  request: ListRequest,
  reach: Reach,
  columns: readonly ExportColumn[],
  hidden: (field: Field) => boolean,
  write: (columns: readonly ColumnSql[]) => string,
): string {
  const { joins } = selected(
    section,
    columns.map(({ field }) => field),
    hidden,
    reach.portal,
  );
  const by = fieldOf(section, request.sorting.field);
  // Of a customer who hides it nothing of the value is read, not even to bring rows into order.
  const sort = by?.sort && !hidden(by) ? by.sort.column : 'id';
  const direction = request.sorting.descending ? 'desc' : 'asc';
  const cells = columns.map((column) =>
    // A field that one customer hides stays a column, empty on its rows.
    hidden(column.field) ? { kind: 'text' as const, sql: 'null::text' } : columnSql(column, reach.portal),
  );
  return `select ${write(cells)} from ${section.table} r ${joins.join(' ')}
    where ${where(section, request, reach, literal).join(' and ')}
    order by r.${sort} ${direction} nulls last, r.id ${direction}`;
}

/** The ids of the same rows, some thousands in a row, as Postgres writes an array. */
export const heldSql = (section: Section, request: ListRequest, reach: Reach): string =>
  `select array_agg(id)::text as records from (
     select r.id, row_number() over () / ${HELD_TOGETHER} as part from ${section.table} r
     where ${where(section, request, reach, literal).join(' and ')}) one group by part`;

/** A value as it stands in a COPY, which takes no parameters. */
export const literal = (value: unknown): string =>
  Array.isArray(value) ? `'{${value.map(String).join(',')}}'` : pg.escapeLiteral(String(value));

function columnSql({ field, part, words = {} }: ExportColumn, portal: boolean): ColumnSql {
  const value = readAs(field, portal);
  // An amount that nobody gave is in no currency.
  if (part === 'currency')
    return { kind: 'text', sql: `case when ${value} is not null then r.${field.currencyColumn} end` };
  switch (field.kind) {
    case 'customer':
      return { kind: 'text', sql: portal ? 'c.name' : toldApart('c', 'customers', ['name_key']) };
    case 'site':
      return { kind: 'text', sql: portal ? 's.name' : toldApart('s', 'sites', ['customer_id', 'name_key']) };
    case 'job':
      return { kind: 'text', sql: 'j.reference' };
    case 'order':
      return { kind: 'text', sql: 'o.reference' };
    case 'document':
      return { kind: 'text', sql: 'd.reference' };
    case 'fileType':
      return { kind: 'text', sql: 't.name' };
    case 'weight':
      return { kind: 'decimal', sql: `(${value} / 1000.0)::numeric(20, 3)` };
    case 'money':
      return { kind: 'money', sql: decimal(value, `r.${field.currencyColumn}`) };
    case 'date':
      return { kind: 'date', sql: value };
    case 'time':
      // As clocks where the organisation is show it.
      return { kind: 'time', sql: `(${value} at time zone (select time_zone from organisation))` };
    case 'whole':
      return { kind: 'number', sql: value };
    case 'choice':
      return { kind: 'words', sql: inWords(value, words) };
    case 'yesNo':
      return { kind: 'yesNo', sql: value };
    default:
      return { kind: 'text', sql: value };
  }
}

/** A name that several have, with the reference behind it: an import of the file reads both. */
function toldApart(alias: string, table: string, same: readonly string[]): string {
  const own = same.map((column) => `${alias}.${column}`).join(', ');
  const several = `select ${same.join(', ')} from ${table} where deleted_at is null
    group by ${same.join(', ')} having count(*) > 1`;
  return `case when (${own}) in (${several}) then ${alias}.name || ' (' || ${alias}.reference || ')' else ${alias}.name end`;
}

/** What nobody has words for stays as it is kept. */
function inWords(value: string, words: Readonly<Record<string, string>>): string {
  const each = Object.entries(words).map(([choice, said]) => `when ${literal(choice)} then ${literal(said)}`);
  return each.length > 0
    ? `(select case v ${each.join(' ')} else v end from (select ${value}) one (v))`
    : value;
}

/** Minor units as the currency writes them; the lists are ISO 4217's exceptions to two digits. */
const decimal = (amount: string, currency: string): string => `case
  when ${currency} in (${NO_DECIMALS}) then ${amount}::numeric
  when ${currency} in (${THREE_DECIMALS}) then (${amount} / 1000.0)::numeric(20, 3)
  else (${amount} / 100.0)::numeric(20, 2) end`;
