import { say, type Text } from '../platform/errors.js';
import { cell } from '../platform/pages/cells.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import type { Doubts } from './doubtful.records.js';
import type { CellProblem } from './import.line.js';
import { onPage } from './matching/match.faults.js';

/** So much of a cell is shown. */
const SHOWN = 120;

/** Cells of a file, each with what is to be said of it. */
export const problemsTable = (caption: Text, problems: readonly CellProblem[]): TableView =>
  tableView({
    caption,
    columns: (['row', 'column', 'value', 'reason'] as const).map((key) => ({
      key,
      label: say(`imports.report.headings.${key}`),
      telling: true,
    })),
    rows: problems.map(({ row, column, value, reason }) => ({
      cells: [
        cell.text(String(row)),
        cell.text(column),
        cell.text(value.slice(0, SHOWN)),
        cell.words(onPage(reason)),
      ],
    })),
  });

export interface DoubtsView {
  readonly sentence: Text;
  readonly table: TableView;
}

/** What a form would ask about, after a check. */
export const doubtsView = ({ count = 0, first = [] }: Partial<Doubts>): DoubtsView | null =>
  count === 0
    ? null
    : {
        sentence:
          count > first.length
            ? say('imports.page.someDoubts', { shown: first.length, count })
            : say('imports.page.allDoubts', { count }),
        table: problemsTable(say('imports.page.doubts'), first),
      };
