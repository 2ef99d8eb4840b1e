import { fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import { choiceFilter, textFilter, yesNoFilter, type Filter } from './filter.js';
import { rangeFilters } from './range.filters.js';
import type { Section } from './section.js';

const known = new WeakMap<Section, readonly Filter[]>();

/** All that a list can be narrowed by beyond what every list knows: the section's own, then those of its fields. */
export function filtersOf(section: Section): readonly Filter[] {
  const found = known.get(section);
  if (found) return found;
  const own = section.filters ?? [];
  const taken = new Set(own.map(({ name }) => name));
  const declared = section.fields
    .filter(({ filter }) => filter)
    .flatMap((field) =>
      ofField(section, field).map((filter) => ({ ...filter, label: fieldLabel(section, field) })),
    );
  const all = [...own, ...declared.filter(({ name }) => !taken.has(name))];
  known.set(section, all);
  return all;
}

function ofField(section: Section, field: Field): Filter[] {
  switch (field.kind) {
    case 'text':
      return [textFilter(field)];
    case 'choice':
      return [choiceFilter(field)];
    case 'yesNo':
      return [yesNoFilter(field)];
    case 'date':
      return field.name === section.dateField ? [] : rangeFilters(field);
    case 'whole':
    case 'weight':
    case 'money':
      return rangeFilters(field);
    default:
      throw new Error(`${section.key}: a field of kind "${field.kind}" needs a filter of its own.`);
  }
}
