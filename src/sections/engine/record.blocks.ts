import { say, type Text } from '../../platform/errors.js';
import { customerCell, fieldCell, fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import type { FactsBlock, More } from './record-page.js';
import type { FullRecord, Values } from './record.queries.js';
import type { Section } from './section.js';

/**
 * A maker of fact blocks of one record: `facts(['reference', 'status'], title?)`. Fields that are closed to whoever
 * looks, or that hold nothing, are left out.
 */
export function factsOf(
  section: Pick<Section, 'key' | 'fields'>,
  record: FullRecord,
): (names: readonly string[], title?: Text) => FactsBlock {
  return (names, title) => {
    const fields = names.map((name) => section.fields.find((one) => one.name === name) as Field);
    const items = fields
      .filter((field) => !record.hidden(field))
      .map((field) => ({
        label: fieldLabel(section, field),
        cell:
          field.kind === 'customer'
            ? customerCell(record.values)
            : fieldCell(section.key, field, record.values),
      }))
      .filter((item) => item.cell.value !== null && item.cell.value !== '');
    return { kind: 'facts', title: title ?? null, items };
  };
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
