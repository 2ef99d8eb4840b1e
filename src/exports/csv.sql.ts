import pg from 'pg';
import type { Field } from '../sections/engine/field.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { where, type Reach } from '../sections/engine/list.sql.js';
import { selected } from '../sections/engine/select.sql.js';
import { fieldOf, type Section } from '../sections/engine/section.js';

/** A column of an export: its field, what it is called by, and its SQL. */
export interface CsvColumn {
  readonly field: Field;
  /** `value`, or the currency or unit that stands in a column of its own. */
  readonly part: 'value' | 'currency';
}

/** The columns of an export: every field of the section that is open, and those that its filters bring. */
export function csvColumns(
  section: Section,
  { filters }: Pick<ListRequest, 'filters'>,
  hidden: (field: Field) => boolean,
): CsvColumn[] {
  const fields = [...section.fields, ...(section.extra?.(filters) ?? [])].filter((field) => !hidden(field));
  return fields.flatMap((field): CsvColumn[] =>
    field.kind === 'money'
      ? [
          { field, part: 'value' },
          { field, part: 'currency' },
        ]
      : [{ field, part: 'value' }],
  );
}

/**
 * A query for COPY, in the order of the list. COPY takes no parameters, so values stand in it as literals, each escaped
 * by the driver. Cells that a spreadsheet would run as a formula begin with an apostrophe.
 */
export function csvSql(
  section: Section,
  request: ListRequest,
  reach: Reach,
  columns: readonly CsvColumn[],
  hidden: (field: Field) => boolean = () => false,
): string {
  const literal = (value: unknown): string => {
    if (Array.isArray(value)) return `'{${value.map(String).join(',')}}'`;
    return pg.escapeLiteral(String(value));
  };
  const { joins } = selected(
    section,
    columns.map(({ field }) => field),
    hidden,
  );
  const sort = fieldOf(section, request.sorting.field)?.sort?.column ?? 'id';
  const direction = request.sorting.descending ? 'desc' : 'asc';
  return `select ${columns.map((column) => (hidden(column.field) ? 'null' : expression(column))).join(', ')} from ${section.table} r ${joins.join(' ')}
    where ${where(section, request, reach, literal).join(' and ')}
    order by r.${sort} ${direction} nulls last, r.id ${direction}`;
}

function expression({ field, part }: CsvColumn): string {
  const value = field.derived ?? `r.${field.column}`;
  if (part === 'currency') return `r.${field.currencyColumn}`;
  switch (field.kind) {
    case 'customer':
      return safe('c.name');
    case 'site':
      return safe('s.name');
    case 'job':
      return safe('j.reference');
    case 'order':
      return safe('o.reference');
    case 'fileType':
      return safe('t.name');
    case 'weight':
      return `(${value} / 1000.0)::numeric(20, 3)`;
    case 'money':
      return decimal(value, `r.${field.currencyColumn}`);
    case 'date':
    case 'whole':
      return value;
    case 'time':
      return `to_char(${value} at time zone (select time_zone from organisation), 'YYYY-MM-DD HH24:MI')`;
    case 'yesNo':
      return `case when ${value} then 'yes' when not ${value} then 'no' end`;
    default:
      return safe(value);
  }
}

/** = + - @, tab and carriage return at the beginning make spreadsheets run what follows. */
const safe = (text: string): string =>
  `case when ${text} ~ '^[=+@\\t\\r-]' then '''' || ${text} else ${text} end`;

/** Minor units as the currency writes them; the lists are ISO 4217's exceptions to two digits. */
const decimal = (amount: string, currency: string): string => `case
  when ${currency} in ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','VND','VUV','XAF','XOF','XPF')
    then ${amount}::numeric
  when ${currency} in ('BHD','IQD','JOD','KWD','LYD','OMR','TND') then (${amount} / 1000.0)::numeric(20, 3)
  else (${amount} / 100.0)::numeric(20, 2) end`;
