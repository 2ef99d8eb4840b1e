import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView, type TableView } from '../../platform/pages/table.view.js';
import type { ColumnGlimpse } from './glimpse.js';

/** Every column of the file with its first values. */
export const columnsTable = (columns: readonly ColumnGlimpse[]): TableView =>
  tableView({
    caption: say('imports.match.columnsCaption'),
    columns: (['name', 'first', 'second', 'third'] as const).map((key) => ({
      key,
      label: say(`imports.match.columnHeads.${key}`),
      telling: true,
    })),
    rows: columns.map(({ name, firsts }) => ({
      cells: [cell.text(name), ...[0, 1, 2].map((at) => cell.text(firsts[at]?.slice(0, 80) ?? null))],
    })),
  });
