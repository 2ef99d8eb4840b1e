import { say, type Text } from '../../platform/errors.js';
import type { SummaryLine } from '../../platform/pages/form-summary.js';
import { filtersOf } from './filters-of.js';
import { labelOf } from './list.filters.view.js';
import type { Section } from './section.js';

/** What is wrong with the filters of a list, each by the name of its field. */
export const filterFaults = (section: Section, errors: Readonly<Record<string, Text>> = {}): SummaryLine[] =>
  Object.entries(errors)
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([id, text]) => ({ id, labels: labelsOf(section, id), text }));

/** In the order of the form, in which what every list knows stands first. */
const FIRST = ['q', 'from', 'to', 'customer', 'site'];
const placeOf = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

function labelsOf(section: Section, name: string): Text[] {
  if (name === 'q') return [say(`${section.key}.search`)];
  if (name === 'customer' || name === 'site') return [say(`sections.fields.${name}`)];
  if (name === 'from' || name === 'to') return [say('sections.fields.date'), say(`sections.filters.${name}`)];
  const filter = filtersOf(section).find((one) => one.name === name);
  if (!filter) return [];
  const end = filter.end ? [say(`sections.filters.${filter.end}`)] : [];
  return [labelOf(section, filter), ...end];
}
