import { CSV_BEGINNING, csvLine } from '../../platform/csv.js';
import { say, type Text } from '../../platform/errors.js';
import { verdictWords } from './list.view.js';
import type { ListRow } from './lists.queries.js';

const COLUMNS = ['line', 'person', 'customer', 'name', 'outcome'] as const;

/** Those who were left out, with the line they stand in and why, as a file for a spreadsheet. */
export function listReport(rows: readonly ListRow[], words: (text: Text) => string): string {
  const headings = csvLine(COLUMNS.map((key) => words(say(`portal-users.lists.columns.${key}`))));
  const lines = rows.map((row) =>
    csvLine([
      String(row.line),
      row.email || row.typed,
      row.reference,
      `${row.firstName} ${row.lastName}`.trim(),
      words(verdictWords(row.verdict)),
    ]),
  );
  return `${CSV_BEGINNING}${headings}${lines.join('')}`;
}
