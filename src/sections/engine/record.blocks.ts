import type { Text } from '../../platform/errors.js';
import { customerCell, fieldCell, fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import type { FactsBlock } from './record-page.js';
import type { FullRecord } from './record.queries.js';
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
