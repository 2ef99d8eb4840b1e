import { readAs, type Field } from './field.js';
import type { Section } from './section.js';
import { mayBeEverybodys } from './whose.sql.js';

/**
 * What a statement reads of each record, and the tables it joins for that. Column aliases are the fields' names.
 * @param portal whether customers' people read it
 */
export function selected(
  section: Section,
  fields: readonly Field[],
  hidden: (field: Field) => boolean,
  portal: boolean,
): { columns: string[]; joins: string[] } {
  const columns = fields.flatMap((field) => {
    if (hidden(field)) return [`null as "${field.name}"`];
    return expressions(field, portal);
  });
  const joins = fields.flatMap((field) => (hidden(field) ? [] : join(field, section)));
  return { columns, joins: [...new Set(joins)] };
}

function expressions(field: Field, portal: boolean): string[] {
  const value = readAs(field, portal);
  switch (field.kind) {
    case 'customer':
      return ['c.name as "customer"', 'c.id as "customerId"', 'c.reference as "customerReference"'];
    case 'site':
      return ['s.name as "site"', `${standing('s')} as "siteId"`, 's.reference as "siteReference"'];
    case 'job':
      return ['j.reference as "job"', `${standing('j')} as "jobId"`];
    case 'order':
      return ['o.reference as "order"', `${standing('o')} as "orderId"`];
    case 'document':
      return ['d.reference as "document"', 'd.id as "documentId"', 'd.name as "documentName"'];
    case 'fileType':
      return ['t.name as "' + field.name + '"', `t.key as "${field.name}Key"`];
    case 'money':
      return [`${value} as "${field.name}"`, `r.${field.currencyColumn} as "${field.name}Currency"`];
    default:
      return [`${value} as "${field.name}"`];
  }
}

/** The id of a record that still has a page to lead to. */
const standing = (alias: string): string => `case when ${alias}.deleted_at is null then ${alias}.id end`;

function join(field: Field, section: Section): string[] {
  switch (field.kind) {
    case 'customer':
      return [`${mayBeEverybodys(section) ? 'left join' : 'join'} customers c on c.id = r.${field.column}`];
    case 'site':
      return section.table === 'sites'
        ? []
        : [`left join sites s on s.id = r.${field.column} and s.customer_id = r.customer_id`];
    case 'job':
      return [`left join jobs j on j.id = r.${field.column} and j.customer_id = r.customer_id`];
    case 'order':
      return [`left join orders o on o.id = r.${field.column} and o.customer_id = r.customer_id`];
    case 'document':
      return [
        `left join documents d on d.id = r.${field.column} and d.customer_id = r.customer_id and d.deleted_at is null`,
      ];
    case 'fileType':
      return [`left join file_types t on t.key = r.${field.column}`];
    default:
      return [];
  }
}
