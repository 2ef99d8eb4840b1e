import { say, type Text } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import { customerCell, fieldCell, fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import type { FactsBlock, More, RecordContext } from './record-page.js';
import type { FullRecord, Values } from './record.queries.js';
import type { Section } from './section.js';

/**
 * A maker of fact blocks of one record: `facts(['reference', 'status'], title?)`. Fields that are closed to whoever
 * looks, or that hold nothing, are left out. On a page, which has a context, a field that names another record leads
 * to it where it is open to whoever looks; on paper nothing leads anywhere.
 */
export function factsOf(
  section: Pick<Section, 'key' | 'fields'>,
  record: FullRecord,
  context?: Pick<RecordContext, 'hrefOf'>,
): (names: readonly string[], title?: Text) => FactsBlock {
  return (names, title) => {
    const fields = names.map((name) => section.fields.find((one) => one.name === name) as Field);
    const items = fields
      .filter((field) => !record.hidden(field))
      .map((field) => ({
        label: fieldLabel(section, field),
        cell: factCell(section.key, field, record.values, context),
      }))
      .filter((item) => item.cell.value !== null && item.cell.value !== '');
    return { kind: 'facts', title: title ?? null, items };
  };
}

/** Where the page of the record that a field names lies, and under which name its id is read. */
const LEADS: Partial<Record<Field['kind'], { section: string; id: string }>> = {
  site: { section: 'sites', id: 'siteId' },
  job: { section: 'jobs', id: 'jobId' },
  order: { section: 'orders', id: 'orderId' },
};

function factCell(
  words: string,
  field: Field,
  values: Values,
  context: Pick<RecordContext, 'hrefOf'> | undefined,
): Cell {
  if (field.kind === 'customer') return customerCell(values);
  const lead = LEADS[field.kind];
  const id = lead && (values[lead.id] as string | null | undefined);
  const href = id ? context?.hrefOf(lead.section, id) : undefined;
  return href ? cell.text(values[field.name] as string, href) : fieldCell(words, field, values);
}

/**
 * What stands below a part of a page that shows only some of what there is; nothing where it shows all.
 * @param words where the sentences stand: `.all` leads to the list of all of them, `.some` says what is not shown
 */
export const moreThan = (shown: number, total: number, words: string, href?: string): More | null =>
  total > shown
    ? { label: say(`${words}.${href ? 'all' : 'some'}`, { count: total, shown }), href: href ?? null }
    : null;

/** What narrows the list of documents to those of a record, or to those of one type among them. */
export const documentsOf = (filter: 'job' | 'order', { reference }: Values, type?: string): string =>
  `?${new URLSearchParams({ [filter]: String(reference), ...(type ? { type } : {}) })}`;
