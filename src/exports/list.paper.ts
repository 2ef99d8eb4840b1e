import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Paper, PaperItem } from '../platform/paper/paper.js';
import { fieldLabel } from '../sections/engine/field.cells.js';
import { filtersOf } from '../sections/engine/filters-of.js';
import { labelOf, shown } from '../sections/engine/list.filters.view.js';
import type { Row } from '../sections/engine/list.queries.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { isNumeric, rowCell } from '../sections/engine/list.table.js';
import type { Section } from '../sections/engine/section.js';

/** A list as its paper, on its side: the rows and columns of the page, how many, what they come to, and what they were narrowed by. Pure. */
export const listPaper = (
  section: Section,
  request: ListRequest,
  rows: readonly Row[],
  sums: readonly Text[],
  made: Date,
): Paper => ({
  title: say(`${section.key}.title`),
  under: say(`${section.key}.count`, { count: rows.length }),
  landscape: true,
  blocks: [
    {
      kind: 'facts',
      title: null,
      items: [
        { label: say('exports.paper.made'), cell: cell.dateTime(made) },
        ...narrowedBy(section, request, rows),
      ],
    },
    {
      kind: 'table',
      title: null,
      columns: request.columns.map((field) => ({
        label: fieldLabel(section, field),
        numeric: isNumeric(field),
      })),
      rows: rows.map((row) => request.columns.map((field) => rowCell(section, field, row))),
    },
    ...sums.map((text) => ({ kind: 'note', title: null, text }) as const),
  ],
});

/** Whoever is handed the paper sees that it is a part, and which. */
function narrowedBy(
  section: Section,
  { q, from, to, customer, site, filters }: ListRequest,
  rows: readonly Row[],
): PaperItem[] {
  const item = (label: Text, value: Cell): PaperItem => ({ label, cell: value });
  // By its name, where a row tells it.
  const chosen = (name: 'customer' | 'site', value: string | undefined): PaperItem[] => {
    if (!value) return [];
    const called = rows.find((row) => row[`${name}Id`] === value)?.[name];
    const said = called ? cell.text(String(called)) : cell.words(say(`sections.filters.chip.${name}`));
    return [item(say(`sections.fields.${name}`), said)];
  };
  return [
    item(say('exports.paper.search'), cell.text(q || null)),
    item(say('sections.filters.from'), cell.date(from ?? null)),
    item(say('sections.filters.to'), cell.date(to ?? null)),
    ...chosen('customer', customer),
    ...chosen('site', site),
    ...filtersOf(section).flatMap((filter) => {
      const value = filters[filter.name];
      return value === undefined
        ? []
        : [item(labelOf(section, filter), cell.words(shown(section, filter, value)))];
    }),
  ];
}
