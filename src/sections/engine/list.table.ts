import type { Cell } from '../../platform/pages/cells.js';
import { say } from '../../platform/errors.js';
import { isTelling, standingColumns } from '../../platform/lists/list-columns.js';
import { tableView, type TableColumn, type TableView } from '../../platform/pages/table.view.js';
import { customerCell, fieldCell, fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import { listHref } from './list.href.js';
import type { Row } from './list.queries.js';
import type { ListRequest } from './list.request.js';
import { choiceOf } from './list.selection.view.js';
import { sortedAs } from './list.sorts.js';
import type { Section } from './section.js';

/** The rows of a list's page, in the columns that it shows. */
export function listTable(
  section: Section,
  request: ListRequest,
  rows: readonly Row[],
  base: string,
  ticking: boolean,
): TableView {
  const columns = columnsOf(request, rows);
  return tableView({
    caption: say(`${section.key}.title`),
    columns: columns.map((field) => column(section, request, field, base)),
    rows: rows.map((row) => ({
      href: `${base}/${row.id}`,
      ...(ticking ? { choice: choiceOf(row) } : {}),
      cells: columns.map((field): Cell => rowCell(section, field, row)),
    })),
  });
}

/** The columns that stand there with these rows. */
export function columnsOf({ columns, chosen, sorting }: ListRequest, rows: readonly Row[]): readonly Field[] {
  const says = (value: unknown) => value !== null && value !== undefined && value !== '';
  return standingColumns(columns, { chosen, sort: sorting.field }, ({ name }) =>
    rows.some((row) => says(row[name])),
  );
}

/** What stands in a column of a row, wherever a list is shown. */
export const rowCell = (section: Section, field: Field, row: Row): Cell =>
  field.kind === 'customer' ? customerCell(row) : fieldCell(section.key, field, row);

/** Whether its values stand to the right. */
export const isNumeric = ({ kind }: Field): boolean => ['weight', 'money', 'whole'].includes(kind);

function column(section: Section, request: ListRequest, field: Field, base: string): TableColumn {
  const sorted = sortedAs(request, field);
  const descending = sorted ? sorted === 'ascending' : ['date', 'time'].includes(field.kind);
  return {
    key: field.name,
    label: fieldLabel(section, field),
    numeric: isNumeric(field),
    // Columns that somebody chose stand on a phone's card too.
    telling: request.chosen !== undefined || isTelling(field),
    ...(field.sort
      ? { sortHref: listHref(base, section, request, { sort: `${descending ? '-' : ''}${field.name}` }) }
      : {}),
    ...(sorted ? { sorted } : {}),
  };
}
